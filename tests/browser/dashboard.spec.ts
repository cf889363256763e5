import { AxeBuilder } from '@axe-core/playwright'
import { expect, type APIRequestContext, type BrowserContext, type Page, test } from '@playwright/test'
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

/** The session of the first sign-in: only so many are taken from one address in a minute. */
let session: Awaited<ReturnType<BrowserContext['cookies']>> = []

async function signIn(page: Page) {
  await page.context().addCookies(session)
  await page.goto('/')
  if (session.length === 0) await enterPassword(page)
  session = await page.context().cookies()
  await expect(page.getByRole('heading', { name: 'ホーム', exact: true })).toBeVisible()
}

async function enterPassword(page: Page) {
  await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await expect(page).toHaveURL(/home/)
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
  await page.goto('/accounts/main/submissions')
  const uid = await beginSurvey(request, '到着 あいこ')
  const row = page.getByRole('row', { name: /到着 あいこ/ })
  await expect(row).toContainText(uid.slice(0, 6), { timeout: 10_000 })
  await expect(row).toContainText('途中')
  await row.getByRole('link').click()
  await expect(page.getByRole('article').getByText(uid)).toBeVisible()
  await page.getByRole('article').getByRole('link', { name: '到着 あいこ' }).click()
  await expect(page.getByText('友だちになりました')).toBeVisible()
  await expect(page.getByText('回答を始めました')).toBeVisible()
})

test('keeps search and filters in the address', async ({ page, request }) => {
  await beginSurvey(request, '検索 べん')
  await signIn(page)
  await page.goto('/accounts/main/submissions')
  await page.getByRole('searchbox').fill('検索 べん')
  await expect(page).toHaveURL(/q=/)
  await page.getByRole('combobox', { name: '状態' }).click()
  await page.getByRole('option', { name: '途中' }).click()
  await expect(page).toHaveURL(/state=draft/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('検索 べん')
  await expect(page.getByRole('row', { name: /検索 べん/ })).toHaveCount(1)
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await page.getByRole('button', { name: '状態 = 途中 を外す' }).click()
  await expect(page).not.toHaveURL(/state=/)
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
  await expect(page.getByRole('heading', { name: 'Home', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('A41: after signing out the page behind asks to sign in again', async ({ page }) => {
  // A session of its own, because it ends.
  await page.goto('/')
  await enterPassword(page)
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
  const addresses = [
    '/accounts/main/home',
    '/accounts/main/more',
    '/accounts/main/submissions',
    '/accounts/main/friends',
    '/accounts/main/settings',
    '/accounts/main/settings/members',
    '/accounts/main/settings/member-login',
    '/accounts/main/settings/health',
    '/accounts/main/talks?view=all',
  ]
  await page.goto('/accounts/main/submissions')
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

test('every figure of the home page leads to its people, and the period stands in the address', async ({
  page,
  request,
}) => {
  await beginSurvey(request, '図の人')
  await signIn(page)
  await page.getByRole('navigation', { name: '期間' }).getByRole('link', { name: '7日' }).click()
  await expect(page).toHaveURL(/days=7/)
  const added = page.getByRole('link', { name: /^追加/ })
  await expect(added).toContainText(/[1-9]\d*件/)
  await added.click()
  await expect(page).toHaveURL(/friends\?change=followed&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/)
  await page.goBack()
  await page.getByRole('link', { name: /^有効友だち.*友だち − ブロック/ }).click()
  await expect(page).toHaveURL(/friends\?friendship=following/)
})

test('row 45, ES13: the palette finds people, pages and actions with their keys, and leaves an input method alone', async ({
  page,
  request,
}) => {
  const uid = await beginSurvey(request, '探す ゆい')
  await signIn(page)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: '検索・操作' })
  await expect(page.getByRole('option', { name: /回答・申込/ })).toContainText(/g.*r/i)
  await field.fill(uid.slice(0, 12))
  await expect(page.getByRole('option', { selected: true })).toContainText('探す ゆい')
  await accessible(page)
  // Enter that ends a conversion chooses nothing.
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  await expect(field).toBeVisible()
  await field.press('Enter')
  await expect(page).toHaveURL(/friends\/[^/]+$/)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'ショートカット' })).toContainText('ホーム')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/settings$/)
  await page.goto('/accounts/main/submissions')
  await page.getByRole('button', { name: '検索・操作' }).click()
  await field.fill('確認済みにする')
  await expect(page.getByRole('option', { name: /確認済みにする/ })).toContainText('a')
  await field.fill('ほーむ')
  await field.press('Enter')
  await expect(page).toHaveURL(/home$/)
})

const asFile = (name: string, lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
})

test('an import is tried first, says line by line what to correct, and is done as a whole', async ({ page }) => {
  await signIn(page)
  await page.goto('/accounts/main/members')
  const field = page.getByLabel('ファイルを選んで確認する')
  await field.setInputFiles(asFile('会員.csv', ['会員番号,氏名,生年月日', 'T901,山田 太郎,昭和64年1月8日']))
  const problem = page.getByRole('row', { name: /生年月日として読めません/ })
  await expect(problem).toContainText('2')
  await expect(page.getByRole('button', { name: /この内容で取り込む/ })).toHaveCount(0)
  await accessible(page)
  await field.setInputFiles(asFile('会員.csv', ['会員番号,氏名,生年月日', 'T901,山田 太郎,昭和64年1月7日']))
  await expect(page.getByText('まだ取り込んでいません')).toBeVisible()
  await page.getByRole('button', { name: 'この内容で取り込む（1人）' }).click()
  await expect(page.getByText('取り込みました')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '会員.csv' })).toContainText('新しい会員 1')
})

/** A person in LINE who logs in as a member, by the mini-app's own API and the simulator's ID token. */
async function logIn(request: APIRequestContext, uid: string, memberId: string): Promise<string> {
  const opened = await request.get(`/simulator/liff/2000000002-musubi01/login?person=${uid}`, { maxRedirects: 0 })
  const fragment = new URLSearchParams(opened.headers()['location']!.split('#')[1])
  const api = '/liff/api/main'
  const { session } = await (
    await request.post(`${api}/session`, { data: { idToken: fragment.get('id_token') } })
  ).json()
  const headers = { authorization: `Bearer ${session}` }
  const { attempt } = await (await request.post(`${api}/link-attempts`, { headers, data: {} })).json()
  const step = async (name: string, data: object) =>
    (await request.put(`${api}/link-attempts/${attempt.id}/${name}`, { headers, data })).json()
  await step('claim', { key: memberId, secret: '2468' })
  return (await step('consent', { version: '2026-11', language: 'ja' })).attempt.state
}

test('two people who prove to be one member wait for staff, who decide; nothing was overwritten', async ({
  page,
  request,
}) => {
  const [old, young] = [await beginSurvey(request, '前の電話'), await beginSurvey(request, '新しい電話')]
  expect(await logIn(request, old, 'M0019')).toBe('linked')
  expect(await logIn(request, young, 'M0019')).toBe('conflict')
  await signIn(page)
  await page.goto('/accounts/main/members')
  const claim = page.getByRole('listitem').filter({ hasText: 'M0019' })
  await expect(claim).toContainText('前の電話')
  await accessible(page)
  await claim.getByRole('button', { name: '申し出た人につなぎ替える' }).click()
  await expect(claim).toHaveCount(0)
  await page.goto('/accounts/main/friends')
  await page.getByRole('link', { name: /新しい電話/ }).click()
  await expect(page.getByText('連携中', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('会員とつながりました')).toBeVisible()
  await page.getByRole('button', { name: '連携を解除する' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '解除する' }).click()
  await expect(page.getByText('未連携').first()).toBeVisible()
  await expect(page.getByText('スタッフが連携を解除しました')).toBeVisible({ timeout: 10_000 })
})

test('an owner sets how members log in: what is missing is said by its field, nothing unsaved is lost, members see it', async ({
  page,
}) => {
  await signIn(page)
  await page.getByRole('link', { name: '設定' }).first().click()
  await page.getByRole('link', { name: '会員ログイン' }).first().click()
  await expect(page.getByRole('heading', { name: '会員ログインの設定' })).toBeVisible()
  const label = page.getByRole('group', { name: '画面での呼び方' }).getByLabel('日本語')
  const save = page.getByRole('button', { name: '保存する' })
  await expect(save).toBeDisabled()
  await label.fill('')
  await save.click()
  await expect(label).toBeFocused()
  await expect(label).toHaveAccessibleDescription('画面での呼び方を入力してください')
  await accessible(page)
  await label.fill('診察券番号')

  page.once('dialog', (dialog) => void dialog.dismiss())
  await page.getByRole('link', { name: '健康診断' }).first().click()
  await expect(page).toHaveURL(/member-login/)
  await expect(label).toHaveValue('診察券番号')

  await save.click()
  await expect(page.getByText('保存しました')).toBeVisible()
  await expect(page.getByText('できるようになること')).toBeVisible()
  const members = await page.request.get('/liff/main/login')
  expect(await members.text()).toContain('診察券番号')

  await page.setViewportSize({ width: 390, height: 844 })
  await accessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await label.fill('会員番号')
  await save.click()
  await expect(page.getByText('保存しました')).toBeVisible()
})
