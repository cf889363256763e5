import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { findBrowser } from '../bin/browser.mjs'
import { visitForm } from '../browser/liff-form.ts'
import { memberForm } from '../browser/liff-kinds-form.ts'
import { serveLiff } from '../browser/liff-server.ts'
import { answerLineHosts, liffBrowser, makeLiffBrowser } from '../browser/line-hosts.ts'

/**
 * When the first question is on screen, on a phone with a processor four times slower than this one and a slow 4G
 * connection as Lighthouse simulates it. Run `npm run build` first.
 */
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1_000_000) / 8,
  uploadThroughput: (0.75 * 1_000_000) / 8,
}
const cpuSlowdown = 4
const budgetMs = { cold: 1_500, warm: 1_000 }
const budgetKb = { first: 43, all: 79 }
const rounds = 3

const liffId = '1234567890-AbcdEfgh'
const aiko = { uid: `U${'a1'.repeat(16)}`, name: 'Aiko' }
/** The question must not wait for LINE, so LINE does not answer at all here; interception would also switch off the browser's cache. */
const linesHosts = ['*line.me*', '*line-scdn.net*']

const median = (figures: number[]) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!

async function throttled(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setBlockedURLs', { urls: linesHosts })
  await session.send('Network.emulateNetworkConditions', slow4g)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  return page
}

/** Milliseconds from the start of the navigation until the first question is painted. */
async function firstQuestion(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.question h1')) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => Object.assign(window, { seenAt: performance.now() })))
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(url, { waitUntil: 'commit' })
  const seen = await page.waitForFunction(() => (window as { seenAt?: number }).seenAt)
  return Number(await seen.jsonValue())
}

async function measure(browser: Browser, form: string): Promise<{ cold: number; warm: number }> {
  const figures: { cold: number[]; warm: number[] } = { cold: [], warm: [] }
  for (let round = 0; round < rounds; round++) {
    const server = await serveLiff({ visit: { definition: visitForm }, join: { definition: memberForm } }, liffId, {
      compressed: true,
    })
    const context = await browser.newContext({ userAgent: liffBrowser, viewport: { width: 390, height: 844 } })
    await makeLiffBrowser(context)
    const hosts = { liffId, loginChannelId: '1234567890', endpointUrl: server.endpointUrl, ...aiko }
    const line = await answerLineHosts(await browser.newContext(), hosts)
    const path = encodeURIComponent(`/forms/${form}`)
    const url = `${server.endpointUrl}?liff.state=${path}#${line.firstRedirectFragment()}`
    for (const kind of ['cold', 'warm'] as const) {
      const page = await throttled(context)
      figures[kind].push(await firstQuestion(page, url))
      // The whole of it arrives before the next visit, as it would.
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => /\/rest-/.test(name)),
      )
      await page.close()
    }
    await context.close()
    await server.close()
  }
  return { cold: median(figures.cold), warm: median(figures.warm) }
}

const dist = new URL('../../liff/dist/', import.meta.url)
const sizeOf = (file: string) => gzipSync(readFileSync(new URL(file, dist))).byteLength / 1_000

/** What the page asks for by itself; and with it what every form of the spine's kinds loads afterwards. */
function sizes(): { first: number; all: number; later: [string, number][] } {
  const html = readFileSync(new URL('index.html', dist), 'utf8')
  const first = [...html.matchAll(/(assets\/[^"]+\.js)/g)].map(([, file]) => file!)
  const others = readdirSync(new URL('assets/', dist))
    .filter((file) => file.endsWith('.js'))
    .map((file) => `assets/${file}`)
  const after = others.filter((file) => /\/(line-sdk|rest|shared|rolldown-runtime)-/.test(file))
  const later = others.filter((file) => /\/FormQuestion/.test(file))
  const sum = (files: string[]) => files.map(sizeOf).reduce((total, size) => total + size, 0)
  return { first: sum(first), all: sum([...first, ...after]), later: later.map((file) => [file, sizeOf(file)]) }
}

const verdict = (figure: number, budget: number) => (figure <= budget ? 'ok' : 'OVER')
const print = (what: string, figure: number, unit: string, budget: number) =>
  console.log(
    `${what.padEnd(52)} ${figure.toFixed(1).padStart(8)} ${unit}  ≤ ${budget} ${unit}  ${verdict(figure, budget)}`,
  )

const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--disable-gpu', '--disable-quic', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
for (const form of ['visit', 'join']) {
  const { cold, warm } = await measure(browser, form)
  print(`liff: first question of ${form}, cold`, cold, 'ms', budgetMs.cold)
  print(`liff: first question of ${form}, warm`, warm, 'ms', budgetMs.warm)
}
await browser.close()
const { first, all, later } = sizes()
print('liff: JavaScript for the first question', first, 'kB', budgetKb.first)
print('liff: JavaScript in all, a form of the spine’s kinds', all, 'kB', budgetKb.all)
print('liff: the largest later kind', Math.max(...later.map(([, size]) => size)), 'kB', 12)
