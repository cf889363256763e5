import { defineConfig } from '@playwright/test'
import { findBrowser } from './bin/browser.mjs'
import { browserServer } from './support/browser-server.ts'

// Without the last four, Chromium calls home in the background, which a test must not need.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
// As root Chromium refuses to run in its sandbox: containers and CI are root.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: 'browser',
  outputDir: '../dist/test-results/browser',
  workers: 2,
  // A busy machine is slow, not broken.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: '../dist/test-results/browser.json' }]],
  use: {
    baseURL: browserServer.url,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await findBrowser(), args: [...asRoot, ...quiet] },
  },
  // Side by side: pages that bring their own server, and those that share the built one, whose people and rows they count on.
  projects: [
    { name: 'mini-app', testMatch: /(liff|member)[^/]*\.spec\.ts/, workers: 1 },
    { name: 'whole', testIgnore: /(liff|member)[^/]*\.spec\.ts/, workers: 1 },
  ],
  webServer: {
    command: 'node dist/server/node.js',
    cwd: '..',
    url: `${browserServer.url}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: browserServer.env,
  },
})
