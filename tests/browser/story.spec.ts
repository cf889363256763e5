import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { browserServer } from '../support/browser-server.ts'

// The newcomer's first ten minutes, in the browser, on the built server with the simulator in LINE's place.
test.describe.configure({ mode: 'serial' })

let phone: Page
let desk: Page
const outside: string[] = []

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: browserServer.url,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 900 },
  })
  context.on('request', (request) => {
    if (!request.url().startsWith(browserServer.url) && !request.url().startsWith('data:')) outside.push(request.url())
  })
  phone = await context.newPage()
  // Other specs have played on the same desk; a newcomer finds it empty.
  const cleared = await context.request.delete('/simulator/api/state', {
    data: {},
    headers: { origin: browserServer.url },
  })
  expect(cleared.ok()).toBe(true)
  desk = await context.newPage()
})

const say = async (text: string) => {
  await phone.getByLabel('メッセージ', { exact: true }).fill(text)
  await phone.getByRole('button', { name: '送信する' }).click()
}
const tap = (name: string) => phone.getByRole('log').getByRole('button', { name }).last().click()
const talk = () => phone.getByRole('log')

async function signIn(): Promise<void> {
  await desk.goto('/accounts/main/submissions')
  await desk.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await desk.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await desk.getByRole('button', { name: 'サインインする' }).click()
  await expect(desk.getByRole('heading', { name: '回答・申込' })).toBeVisible()
}

test('a newcomer makes a person with one click, is greeted, and answers the survey in the chat', async () => {
  await phone.goto('/simulator/')
  await phone.getByRole('button', { name: /友だち追加してはじめる/ }).click()
  await expect(talk()).toContainText('友だち追加ありがとうございます')
  await say('アンケート')
  await expect(talk()).toContainText('本日はどなたと来られましたか')
  await tap('家族と')
  await expect(talk()).toContainText('お子さまは')
  await say('２人')
  await expect(talk()).toContainText('ご満足度')
  await tap('4')
  await expect(talk()).toContainText('よかったところ')
  await tap('コーヒー')
  await expect(talk()).toContainText('✓ コーヒー')
  await tap('これで決定')
  await expect(talk()).toContainText('次に来られそうな日')
})

test('staff sign in and see the submission arrive while they watch, with its UID and the person’s timeline', async () => {
  await signIn()
  await phone.bringToFront()
  await say('スキップ')
  await expect(talk()).toContainText('お気づきのこと')
  await say('とても落ち着くお店でした')
  await expect(talk()).toContainText('ご回答ありがとうございました')
  await desk.bringToFront()
  await expect(desk.getByText('あおい').first()).toBeVisible({ timeout: 10_000 })
  await desk.getByText('あおい').first().click()
  await expect(desk.getByText('とても落ち着くお店でした').first()).toBeVisible()
  await expect(desk.getByText(/^U[0-9a-f]{32}$/).first()).toBeVisible()
})

test('EP01: one tap in the rich menu opens the LIFF survey over the chat; its answers are saved one by one and arrive as well', async () => {
  await phone.bringToFront()
  await phone.getByRole('button', { name: /満足度アンケート/ }).click()
  const page = phone.frameLocator('iframe')
  await expect(page.getByRole('heading', { name: /どのくらい満足/ })).toBeVisible()
  const next = page.getByRole('button', { name: '次へ進む' })
  await page.getByText('5', { exact: true }).click()
  await next.click()
  await page.getByText('検索・地図').click()
  await expect(page.getByText('保存しました')).toBeVisible()
  await next.click()
  await page.getByText('モーニング').click()
  await next.click()
  await page.getByRole('textbox').fill('３')
  await next.click()
  // What is optional may stay empty: the name, the recommendation, and whether we may quote.
  for (const heading of [/お呼びしてよいお名前/, /すすめたいですか/, /ご紹介してもよいですか/]) {
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    await (heading.source.startsWith('ご紹介') ? page.getByRole('button', { name: '内容を確認する' }) : next).click()
  }
  await expect(page.getByRole('heading', { name: '内容をご確認ください' })).toBeVisible()
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  await expect(page.getByText('回答を受け付けました')).toBeVisible()
  await page.getByRole('button', { name: 'トークに戻る' }).click()
  await expect(phone.locator('iframe')).toHaveCount(0)
  await desk.bringToFront()
  await desk.goto('/accounts/main/submissions')
  await expect(desk.getByText('お客さま満足度アンケート').first()).toBeVisible()
})

test('a person who blocks the account is shown as blocked, with the history', async () => {
  await phone.bringToFront()
  await phone.getByRole('button', { name: 'ブロックする' }).click()
  await desk.bringToFront()
  await desk.getByRole('link', { name: '友だち・会員' }).first().click()
  await desk.getByText('あおい').first().click()
  await expect(desk.getByText('ブロックしました').first()).toBeVisible({ timeout: 10_000 })
  await expect(desk.getByText('友だちになりました').first()).toBeVisible()
})

test('the pages of phone and dashboard have no accessibility violations', async () => {
  for (const page of [phone, desk]) {
    await page.bringToFront()
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
})

test('nothing was asked of any other host', () => {
  expect(outside).toEqual([])
})
