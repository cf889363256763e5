import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { answerLineHosts, type LineHosts, liffBrowser, lineInAppBrowser, makeLiffBrowser } from './line-hosts.ts'
import { friend, member, memberLogin, type MemberServer, serveMembers, someone } from './member-server.ts'

// Every state of the member login and of one's own page, also those that a real server says only after a long while.
const liffId = '1234567890-AbcdEfgh'
const aiko = { uid: `U${'a1'.repeat(16)}`, name: 'Aiko' }
const minuteMs = 60_000

let server: MemberServer
test.beforeEach(async () => {
  server = await serveMembers(liffId)
})
test.afterEach(() => server.close())

interface As extends Partial<LineHosts> {
  userAgent?: string
  locale?: string
  colorScheme?: 'light' | 'dark'
  width?: number
}

async function openAs(browser: Browser, path: string, { userAgent, locale, colorScheme, width, ...more }: As = {}) {
  const context = await browser.newContext({
    userAgent: userAgent ?? liffBrowser,
    locale: locale ?? 'ja-JP',
    colorScheme: colorScheme ?? 'light',
    viewport: { width: width ?? 390, height: 844 },
  })
  const hosts = { liffId, loginChannelId: '1234567890', endpointUrl: server.endpointUrl, ...aiko, ...more }
  const answering = await answerLineHosts(context, hosts)
  const isLiff = userAgent === undefined
  if (isLiff) await makeLiffBrowser(context)
  const page = await context.newPage()
  const state = `?liff.state=${encodeURIComponent(path)}#${answering.firstRedirectFragment()}`
  await page.goto(server.endpointUrl + (isLiff ? state : path))
  return page
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const asked = (what: string) => server.requests.filter((request) => request.what === what).length

async function claim(page: Page) {
  await page.locator('[name=key]').fill('M0001')
  await page.locator('[name=secret]').fill('2468')
  await page.locator('button[type=submit]').click()
}

test('says what it is good for before LINE has answered, touches no address, and asks for nothing that would be lost', async ({
  browser,
}) => {
  const page = await openAs(browser, '/login', { delayMs: 1500 })
  await expect(page.getByText('会員証をLINEで見せられます')).toBeVisible()
  expect(page.url()).toContain('liff.state=')
  await expect(page.locator('[name=key]')).toHaveCount(0)
  await expect(page.getByRole('status')).toHaveText('ご本人であることを確認しています…')
  await expect(page.locator('[name=key]')).toBeVisible({ timeout: 10_000 })
  expect(page.url()).toBe(`${server.endpointUrl}/login`)
  await page.context().close()
})

test('goes on by itself when the server is back', async ({ browser }) => {
  const page = await openAs(browser, '/login')
  await expect(page.locator('[name=key]')).toBeVisible()
  await page.context().setOffline(true)
  await claim(page)
  await expect(page.getByText('つながりませんでした')).toBeVisible()
  await page.context().setOffline(false)
  await page.locator('button[type=submit]').click()
  await expect(heading(page)).toHaveText('この2つをつなぎます')
  await page.context().close()
})

test('the code by mail: one box that a phone fills in, sent again after a while, and with an end that is said', async ({
  browser,
}) => {
  server.login = { ...memberLogin, proof: 'email_code' }
  const page = await openAs(browser, '/login')
  await page.locator('[name=key]').fill('M0001')
  await page.getByRole('button', { name: '確認コードを受け取る' }).click()
  const box = page.getByLabel('確認コード', { exact: true })
  await expect(box).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(box).toHaveAttribute('inputmode', 'numeric')
  await expect(page.getByText(/\d{1,2}:\d{2}まで有効です/)).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText(/あと\d+秒で、もう一度送れます/)

  // A reload stays here; half a minute later a new one can be had.
  server.attempt = { ...server.attempt, code: { sentAt: Date.now() - minuteMs, expiresAt: Date.now() + minuteMs } }
  await page.reload()
  await page.getByRole('button', { name: '確認コードをもう一度送る' }).click()
  await expect(page.getByText('新しい確認コードを送りました')).toBeVisible()

  server.refusals = [{ reason: 'code_wrong' }]
  await box.fill('０００ ０００')
  await page.keyboard.press('Enter')
  await expect(page.getByText('確認コードが違います')).toBeVisible()
  await expect(box).toBeFocused()

  server.attempt = { ...server.attempt, code: { sentAt: Date.now() - 11 * minuteMs, expiresAt: Date.now() - minuteMs } }
  await page.reload()
  await expect(page.getByText('確認コードの有効期限が切れました')).toBeVisible()
  await page.context().close()
})

test('an attempt that ended meanwhile begins anew, and says so', async ({ browser }) => {
  const page = await openAs(browser, '/login')
  await claim(page)
  await expect(heading(page)).toHaveText('この2つをつなぎます')
  server.refusals = [{ reason: 'expired' }]
  server.attempt = { id: 'a2', state: 'opened', sides: null, conflictSince: null, code: null }
  await page.getByRole('button', { name: '同意してつなぐ' }).click()
  await expect(page.getByText('時間がたったため、はじめからお願いします')).toBeVisible()
  await expect(page.locator('[name=key]')).toHaveValue('M0001')
  await expect(page.locator('[name=secret]')).toHaveValue('')
  await page.context().close()
})

test('words that changed meanwhile are not agreed to: the new ones are shown first', async ({ browser }) => {
  const page = await openAs(browser, '/login')
  await claim(page)
  // Only the answer to the claim has come; the next one is refused.
  await expect(page.getByRole('button', { name: '同意してつなぐ' })).toBeVisible()
  server.refusals = [{ reason: 'consent_changed' }]
  server.login = { ...memberLogin, consentVersion: '2', shared: [{ ja: 'お買い物の記録' }] }
  await page.getByRole('button', { name: '同意してつなぐ' }).click()
  await page.getByRole('button', { name: '新しい内容を表示する' }).click()
  await expect(page.getByText('お買い物の記録')).toBeVisible()
  await page.getByRole('button', { name: '同意してつなぐ' }).click()
  await expect(heading(page)).toHaveText('LINEとつながりました')
  expect(server.requests.at(-1)?.body).toEqual({ version: '2', language: 'ja' })
  await page.context().close()
})

test('EP16: whoever gives LINE’s name and picture to nobody is tied just as well', async ({ browser }) => {
  const page = await openAs(browser, '/login')
  await expect(page.locator('[name=key]')).toBeVisible()
  server.attempt = {
    ...server.attempt,
    state: 'proven',
    sides: { friend: { displayName: null, pictureUrl: null }, member: { ...member, name: null } },
  }
  await page.reload()
  await expect(page.getByText('このLINEアカウント')).toBeVisible()
  await page.getByRole('button', { name: '同意してつなぐ' }).click()
  await expect(heading(page)).toHaveText('LINEとつながりました')
  await page.context().close()
})

test('EP06: a birthday is taken in western and in era years, with the phone number beside it', async ({ browser }) => {
  server.login = { ...memberLogin, proof: 'birthday_phone' }
  const page = await openAs(browser, '/login')
  await page.locator('[name=key]').fill('M0001')
  await page.getByText('和暦', { exact: true }).click()
  await page.getByLabel('年', { exact: true }).fill('６３')
  await page.getByLabel('月', { exact: true }).fill('4')
  await page.getByLabel('日', { exact: true }).fill('１２')
  await page.locator('[name=phone]').fill('０９０ー００００ー０００１')
  await page.locator('button[type=submit]').click()
  await expect(heading(page)).toHaveText('この2つをつなぎます')
  expect(server.requests.find(({ what }) => what.endsWith('/claim'))?.body).toEqual({
    key: 'M0001',
    birthday: '昭和６３年4月１２日',
    phone: '０９０ー００００ー０００１',
  })
  await page.context().close()
})

test('the way is gone with the keyboard alone; the secret can be looked at, pasted and kept by a manager', async ({
  browser,
}) => {
  const page = await openAs(browser, '/login')
  const secret = page.locator('[name=secret]')
  await expect(secret).toHaveAttribute('autocomplete', 'current-password')
  await expect(page.locator('[name=key]')).toHaveAttribute('autocomplete', 'username')
  await expect(heading(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('M0001')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2468')
  await expect(secret).toHaveAttribute('type', 'password')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(secret).toHaveAttribute('type', 'text')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '同意してつなぐ' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('LINEとつながりました')
  await page.context().close()
})

test('the way out is asked for once more, and can be left by the escape key', async ({ browser }) => {
  server.me = tied
  const page = await openAs(browser, '/me')
  const way = page.getByRole('button', { name: 'つながりを解除する' })
  await way.click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'このままにする' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(way).toBeFocused()
  expect(asked('DELETE /link')).toBe(0)
  await way.click()
  await page.getByRole('dialog').getByRole('button', { name: 'つながりを解除する' }).click()
  await expect(page.getByText('まだLINEとつながっていません')).toBeVisible()
  expect(server.requests.find(({ what }) => what === 'DELETE /link')?.body).toEqual({ accessToken: 'access-token' })
  await page.context().close()
})

test('a tap that comes before LINE has answered leads where it was meant to, over LINE’s second redirect', async ({
  browser,
}) => {
  server.me = tied
  const page = await openAs(browser, '/login', { delayMs: 1500 })
  await page.getByRole('link', { name: '設定' }).click()
  expect(page.url(), 'the address is not touched while LINE starts').toContain('liff.state=')
  await expect(page.getByText('版 2026-04')).toBeVisible({ timeout: 10_000 })
  expect(page.url()).toBe(`${server.endpointUrl}/me`)
  await page.goBack()
  await expect(heading(page)).toHaveText('すでにLINEとつながっています')
  await page.context().close()
})

test('EP15: a consent is read with its version and withdrawn in three taps from anywhere', async ({ browser }) => {
  server.me = tied
  const page = await openAs(browser, '/login')
  await page.getByRole('link', { name: '設定' }).click()
  await expect(page.getByText('版 2026-04')).toBeVisible()
  await page.getByRole('button', { name: /同意を取り消す/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '同意を取り消す' }).click()
  await expect(page.getByText('同意を取り消しました')).toBeVisible()
  expect(server.requests.find(({ what }) => what === 'DELETE /me/consents')?.body).toEqual({
    purpose: 'form:seminar:privacy',
  })
  await page.context().close()
})

test('an account without a member login says so', async ({ browser }) => {
  server.boot = { login: null }
  const page = await openAs(browser, '/login')
  await expect(heading(page)).toHaveText('会員ログインは準備中です')
  await page.context().close()
})

const dayMs = 24 * 60 * minuteMs
const tied = {
  ...someone,
  link: { ...member, method: 'pin' as const, linkedAt: Date.now() - 40 * dayMs },
  submissions: [
    {
      id: 's2',
      formKey: 'satisfaction',
      title: { ja: 'お客さま満足度アンケート', en: 'Customer satisfaction survey' },
      state: 'finished' as const,
      number: 138,
      at: Date.now(),
      canContinue: false,
      canChange: true,
    },
  ],
  consents: [
    {
      purpose: 'form:seminar:privacy',
      about: { ja: 'コーヒー教室：個人情報の取り扱い', en: 'Coffee class: personal data' },
      act: 'given' as const,
      version: '2026-04',
      text: 'お預かりした情報は、教室のご案内だけに使います。',
      at: Date.now(),
      canWithdraw: true,
    },
  ],
}

for (const [colorScheme, locale] of [
  ['light', 'ja-JP'],
  ['dark', 'en-GB'],
] as const) {
  test(`has no accessibility problem in any state of the login (${colorScheme}, ${locale}, 320 px)`, async ({
    browser,
  }) => {
    server.boot = { language: locale.slice(0, 2) }
    const page = await openAs(browser, '/login', { colorScheme, locale, width: 320 })
    await expect(page.locator('[name=key]')).toBeVisible()
    await isAccessible(page)
    await page.locator('button[type=submit]').click()
    await isAccessible(page)
    server.refusals = [{ reason: 'not_matched' }, { retryAfter: 800 }]
    await claim(page)
    await expect(page.locator('#unmatched svg')).toBeVisible()
    await isAccessible(page)
    await page.locator('button[type=submit]').click()
    await expect(page.getByRole('timer')).toBeVisible()
    await isAccessible(page)
    await page.locator('button[type=submit]').click()
    await expect(page.locator('.tie')).toBeVisible()
    await isAccessible(page)
    await page.locator('.actions button').first().click()
    await expect(page.locator('.number')).toBeVisible()
    await isAccessible(page)
    const states = [
      { id: 'a2', state: 'conflict' as const, sides: { friend, member }, conflictSince: null, code: null },
      {
        id: 'a3',
        state: 'code_sent' as const,
        sides: null,
        conflictSince: null,
        code: { sentAt: Date.now() - minuteMs, expiresAt: Date.now() },
      },
    ]
    for (const state of states) {
      server.attempt = state
      await page.reload()
      await expect(page.locator(state.state === 'conflict' ? '.help' : '[name=code]')).toBeVisible()
      await isAccessible(page)
    }
    server.attempt = { id: 'a4', state: 'opened', sides: null, conflictSince: null, code: null }
    server.login = { ...memberLogin, proof: 'birthday_phone' }
    await page.reload()
    await expect(page.locator('[name=phone]')).toBeVisible()
    await isAccessible(page)

    await page.context().close()
  })

  test(`has no accessibility problem on one’s own page (${colorScheme}, ${locale}, 320 px)`, async ({ browser }) => {
    server.boot = { language: locale.slice(0, 2) }
    server.me = tied
    const page = await openAs(browser, '/me', { colorScheme, locale, width: 320 })
    await expect(page.locator('.sections')).toBeVisible()
    server.submission = {
      id: 's2',
      formKey: 'satisfaction',
      title: tied.submissions[0]!.title,
      number: 138,
      finishedAt: Date.now(),
      canChange: true,
      ...{ cancelling: null, cancellingUntil: null, bookings: [], isWaiting: false },
      answers: [{ title: { ja: '満足度', en: 'Satisfaction' }, text: { ja: '4 / 5' } }],
    }
    for (const [path, part] of [
      ['/login', '.since'],
      ['/me', '.sections'],
      ['/me/submissions/s2', '.answers'],
      ['/me/submissions/none', 'h1'],
    ] as const) {
      if (path.endsWith('none')) server.submission = null
      await page.goto(server.endpointUrl + path)
      await expect(page.locator(part)).toBeVisible()
      await isAccessible(page)
    }
    await page.goto(`${server.endpointUrl}/me`)
    await page.locator('.danger').first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await isAccessible(page)
    await page.context().close()
  })

  test(`has no accessibility problem at the doors (${colorScheme}, ${locale}, 320 px)`, async ({ browser }) => {
    server.boot = { language: locale.slice(0, 2) }
    for (const userAgent of [lineInAppBrowser, 'Mozilla/5.0 (iPhone) Safari/605']) {
      const page = await openAs(browser, '/login', { colorScheme, locale, width: 320, userAgent })
      await expect(page.locator('.action')).toBeVisible()
      await isAccessible(page)
      await page.context().close()
    }
  })
}

/** Axe finds nothing, nothing is wider than the phone, also with text of twice the size, and every target is big enough (EP10). */
async function isAccessible(page: Page) {
  // Colours are judged once they stand, not while a sheet still fades in.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => {})),
    ),
  )
  // LINE prescribes white on its green for the login button; WCAG 1.4.3 exempts a brand's own lettering.
  const { violations } = await new AxeBuilder({ page }).exclude('.line-login').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, input:not(.unseen), summary, label:has(input)')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  )
  expect(small).toEqual([])
  const width = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  expect(await width()).toBe(0)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
}
