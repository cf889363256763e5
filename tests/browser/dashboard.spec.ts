import { AxeBuilder } from '@axe-core/playwright'
import { expect, type APIRequestContext, type Page, test } from '@playwright/test'
import { browserServer } from '../support/browser-server.ts'

const outside: string[] = []

test.beforeEach(async ({ page }) => {
  outside.length = 0
  page.on('request', (request) => {
    if (!request.url().startsWith(`${browserServer.url}/`) && !request.url().startsWith('data:'))
      outside.push(request.url())
  })
})
test.afterEach(() => expect(outside, 'requests to elsewhere').toEqual([]))

async function signIn(page: Page) {
  await page.goto('/')
  await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await expect(page.getByRole('heading', { name: '回答・申込' })).toBeVisible()
}

/** A person in LINE who follows the account and begins the chat survey. */
async function beginSurvey(request: APIRequestContext, name: string): Promise<string> {
  const json = { 'content-type': 'application/json' }
  const made = await request.post('/simulator/api/people', { headers: json, data: { name } })
  expect(made.status()).toBe(201)
  const { uid } = (await made.json()) as { uid: string }
  const chat = `/simulator/api/chats/main/${uid}`
  expect((await request.put(`${chat}/friendship`, { headers: json, data: { following: true } })).status()).toBe(204)
  const said = await request.post(`${chat}/acts`, { headers: json, data: { kind: 'text', text: 'アンケート' } })
  expect(said.status()).toBe(200)
  return uid
}

const accessible = async (page: Page) => {
  // Colours are judged once they stand: a new row's tint and a page's fade are over then.
  await page.waitForTimeout(300)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('shows a submission as it arrives, with the UID, and the whole way of its person', async ({ page, request }) => {
  await signIn(page)
  const uid = await beginSurvey(request, '到着 あいこ')
  const row = page.getByRole('link', { name: /到着 あいこ/ })
  await expect(row).toContainText(uid.slice(0, 6), { timeout: 10_000 })
  await expect(row).toContainText('途中')
  await row.click()
  await expect(page.getByRole('article').getByText(uid)).toBeVisible()
  await page.getByRole('article').getByRole('link', { name: '到着 あいこ' }).click()
  await expect(page.getByText('友だちになりました')).toBeVisible()
  await expect(page.getByText('回答を始めました')).toBeVisible()
})

test('keeps search and filters in the address', async ({ page, request }) => {
  await beginSurvey(request, '検索 べん')
  await signIn(page)
  await page.getByRole('searchbox').fill('検索 べん')
  await expect(page).toHaveURL(/q=/)
  await page.getByRole('combobox', { name: '状態' }).click()
  await page.getByRole('option', { name: '途中' }).click()
  await expect(page).toHaveURL(/state=draft/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('検索 べん')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await page.getByRole('searchbox').fill('%')
  await expect(page.getByText('あてはまる回答はありません')).toBeVisible()
})

test('shows what needs a look on the health page until somebody says that they have looked', async ({
  page,
  request,
}) => {
  const refused = await request.post('/webhook/main', {
    headers: { 'x-line-signature': 'x' },
    data: { events: [] },
  })
  expect(refused.status()).toBe(401)
  await signIn(page)
  await page.goto('/accounts/main/health')
  const alert = page.getByRole('listitem').filter({ hasText: '署名が正しくありません' })
  await expect(alert).toBeVisible({ timeout: 30_000 })
  await alert.getByRole('button', { name: '確認済みにする' }).click()
  await expect(alert).toHaveCount(0)
  await expect(page.getByText('すべて順調です')).toBeVisible()
})

test('speaks English and turns dark, and remembers both', async ({ page }) => {
  await signIn(page)
  await page.getByRole('button', { name: '表示とサインアウト' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Display and sign-out' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Responses' })).toBeVisible()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('A41: after signing out the page behind asks to sign in again', async ({ page }) => {
  await signIn(page)
  await page.getByRole('button', { name: '表示とサインアウト' }).click()
  await page.getByRole('menuitem', { name: 'サインアウトする' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/accounts/main/friends')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})

test('every page is accessible, on a PC and on a phone, light and dark', async ({ page, request }) => {
  test.slow()
  await beginSurvey(request, '読み上げ みさき')
  await page.goto('/sign-in')
  await accessible(page)
  await signIn(page)
  const addresses = ['/accounts/main/submissions', '/accounts/main/friends', '/accounts/main/health']
  await page.getByRole('main').getByRole('link').first().click()
  await expect(page.getByRole('article')).toBeVisible()
  addresses.push(new URL(page.url()).pathname)
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const address of addresses) {
      await page.goto(address)
      await expect(page.getByRole('main').getByRole('status', { name: '読み込み中' })).toHaveCount(0)
      await accessible(page)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect(wide, `${address} does not scroll sideways`).toBe(false)
    }
  }
})
