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
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: '../dist/test-results/browser.json' }]],
  use: {
    baseURL: browserServer.url,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await findBrowser(), args: [...asRoot, ...quiet] },
  },
  webServer: {
    command: 'node dist/server/node.js',
    cwd: '..',
    url: `${browserServer.url}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: browserServer.env,
  },
})
