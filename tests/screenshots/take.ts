import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, devices, type Browser, type Page } from '@playwright/test'
import { findBrowser } from '../bin/browser.mjs'
import { browserServer } from '../support/browser-server.ts'
import { fillTown } from './town.ts'

// `npm run screenshots`: the README's pictures, of the demo, in light mode, at twice the size. Look at them afterwards.
const folder = fileURLToPath(new URL('./', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))
const { url, staff } = browserServer
const startsWithinMs = 60_000

async function served(): Promise<() => Promise<void>> {
  const server = spawn(process.execPath, ['dist/server/node.js'], {
    cwd: root,
    env: { ...process.env, ...browserServer.env },
    stdio: 'ignore',
  })
  const until = Date.now() + startsWithinMs
  while (!(await fetch(`${url}/healthz`).catch(() => null))?.ok) {
    if (Date.now() > until || server.exitCode !== null) throw new Error('The server did not start')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return async () => {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}

const newPage = async (browser: Browser, width: number, height: number) =>
  (
    await browser.newContext({
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: { width, height },
      deviceScaleFactor: 2,
      colorScheme: 'light',
    })
  ).newPage()

const take = async (page: Page, name: string) => {
  // Notes that pass, and what still moves, are no part of a picture.
  await page.waitForTimeout(800)
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
  console.log(`tests/screenshots/${name}.png`)
}

async function signIn(page: Page) {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('メールアドレス').fill(staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(staff.password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.waitForURL(/accounts/)
}

/** The phone with a survey in the chat, and the mini-app over it. */
async function phone(browser: Browser) {
  const page = await newPage(browser, 1280, 900)
  await page.goto(`${url}/simulator/`)
  await page
    .getByRole('button', { name: /友だち追加してはじめる|青木/ })
    .first()
    .click()
  await page.getByLabel('メッセージ', { exact: true }).fill('アンケート')
  await page.getByRole('button', { name: '送信する' }).click()
  await page.getByRole('log').getByRole('button', { name: '家族と' }).last().waitFor()
  await take(page, 'phone')
  await page.getByRole('button', { name: /満足度アンケート/ }).click()
  await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
  await take(page, 'mini-app')
  await page.context().close()
}

async function dashboard(browser: Browser, uids: string[]) {
  const page = await newPage(browser, 1280, 860)
  await signIn(page)
  const at = (path: string) => page.goto(`${url}/accounts/main/${path}`)
  await at('home')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await take(page, 'home')
  await at('submissions')
  await page.getByRole('main').getByText('三浦さくら').first().click()
  await take(page, 'submissions')
  await at('talks')
  await page.getByText('三浦さくら').first().click()
  await take(page, 'talk')
  await at(`friends?q=${uids[0]}`)
  await page.getByText('青木 はるか').first().click()
  await take(page, 'person')
  await at('forms/visit/summary')
  await take(page, 'summary')
  await at('forms/visit/edit')
  await take(page, 'editor')
  await page.context().close()
  const small = await browser.newPage({ ...devices['iPhone 13'], locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })
  await signIn(small)
  await small.goto(`${url}/accounts/main/home`)
  await take(small, 'home-phone')
  await small.context().close()
}

mkdirSync(folder, { recursive: true })
const stop = await served()
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
})
try {
  const request = (await browser.newContext()).request
  const uids = await fillTown(request, url)
  await phone(browser)
  await dashboard(browser, uids)
} finally {
  await browser.close()
  await stop()
}
