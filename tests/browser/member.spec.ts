import { type Browser, type BrowserContextOptions, devices, expect, type Page, test } from '@playwright/test'
import { answerLineHosts, liffBrowser, lineInAppBrowser, makeLiffBrowser } from './line-hosts.ts'
import { type MemberWorld, startMemberWorld } from './member-world.ts'

// From the member login to the way out of it, on the built server, with LINE's own SDK and LINE's hosts intercepted.
let world: MemberWorld
test.beforeAll(async () => {
  world = await startMemberWorld()
})
test.afterAll(() => world.stop())

const person = (pair: string) => ({ uid: `U${pair.repeat(16)}`, name: `LINEの${pair}さん` })
const phone = { viewport: { width: 390, height: 844 }, locale: 'ja-JP' }
const chrome = { ...devices['Pixel 7'], locale: 'ja-JP' }
const desktop = { viewport: { width: 1280, height: 800 }, locale: 'ja-JP' }

/** A browser of somebody, as LINE or they themselves opened it. */
async function browserOf(browser: Browser, who: { uid: string; name: string }, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  const { liffId, loginChannelId, endpointUrl } = world
  const answering = await answerLineHosts(context, { liffId, loginChannelId, endpointUrl, ...who })
  if (options.userAgent === liffBrowser) await makeLiffBrowser(context)
  const page = await context.newPage()
  const open = (path: string) =>
    page.goto(
      options.userAgent === liffBrowser
        ? `${endpointUrl}?liff.state=${encodeURIComponent(path)}#${answering.firstRedirectFragment()}`
        : endpointUrl + path,
    )
  return { context, page, open }
}
const inLine = (browser: Browser, who: { uid: string; name: string }) =>
  browserOf(browser, who, { ...phone, userAgent: liffBrowser })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const key = (page: Page) => page.getByLabel('会員番号', { exact: true })
const pin = (page: Page) => page.getByLabel('暗証番号', { exact: true })
const next = (page: Page) => page.getByRole('button', { name: '次へ進む' })
const agree = (page: Page) => page.getByRole('button', { name: '同意してつなぐ' })

async function claim(page: Page, memberId: string, secret = '2468') {
  await key(page).fill(memberId)
  await pin(page).fill(secret)
  await next(page).click()
}
const linksOf = ({ uid }: { uid: string }) =>
  world.rows(`select member_id, method, proof, ended_at is null as holds, deauthorised from identity_links
    where uid = '${uid}' order by linked_at`)

test('EP02, D10, L7: a person ties their membership in three taps and one credential, sees it, and undoes it in three; LINE is told (EP15)', async ({
  browser,
}) => {
  const aiko = person('a1')
  const { context, page, open } = await inLine(browser, aiko)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  let taps = 1 // The rich menu.
  const tap = async (what: ReturnType<Page['locator']>) => {
    taps++
    await what.click()
  }
  await open('/login')
  await expect(page.getByText('会員専用のメニューが使えます')).toBeVisible()
  await tap(key(page))
  await page.keyboard.type('ｍ－０００１')
  await page.keyboard.press('Enter')
  await expect(pin(page)).toBeFocused()
  await page.keyboard.type('2468')
  await page.keyboard.press('Enter')

  await expect(heading(page)).toHaveText('この2つをつなぎます')
  await expect(page.getByText('佐藤 愛子')).toBeVisible()
  await expect(page.getByText('LINEヤフー株式会社に通知されます')).toBeVisible()
  expect(linksOf(aiko)).toEqual([])
  await tap(agree(page))
  await expect(heading(page)).toHaveText('LINEとつながりました')
  expect(taps).toBeLessThanOrEqual(4)
  expect(linksOf(aiko)).toEqual([
    { member_id: 'M0001', method: 'pin', proof: 'id_token', holds: 1, deauthorised: null },
  ])
  const [consent] = world.rows(`select purpose, act, text from consents where purpose = 'link'`)
  expect(consent).toMatchObject({ purpose: 'link', act: 'given' })
  const agreed = String(consent!['text'])
  for (const words of ['会員専用のメニューが使えます', 'このLINEアカウントと会員番号のつながり', 'LINEヤフー株式会社'])
    expect(agreed).toContain(words)

  await page.reload()
  await expect(heading(page)).toHaveText('すでにLINEとつながっています')

  taps = 0
  await tap(page.getByRole('link', { name: '設定' }))
  await expect(page.getByText('LINEとつながっています')).toBeVisible()
  await expect(page.getByText('M0001')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/liff/main/me')
  await tap(page.getByRole('button', { name: 'つながりを解除する' }))
  await expect(page.getByRole('dialog')).toContainText('LINEヤフー株式会社に通知されます')
  expect(linksOf(aiko)).toMatchObject([{ holds: 1 }])
  world.tokenOf = aiko.uid
  await tap(page.getByRole('dialog').getByRole('button', { name: 'つながりを解除する' }))
  await expect(page.getByText('まだLINEとつながっていません')).toBeVisible()
  await expect(page.getByRole('status')).toContainText('LINEヤフー株式会社にもお知らせしました')
  expect(taps).toBeLessThanOrEqual(3)
  expect(world.deauthorised).toEqual(['access-token'])
  expect(linksOf(aiko)).toMatchObject([{ member_id: 'M0001', holds: 0, deauthorised: 'done' }])
  const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  for (const secret of ['2468', 'M0001', '０００１', '佐藤']) expect(stored).not.toContain(secret)
  // The one failed request is the question where the person stands, which the tie answers with a no.
  expect(errors.filter((error) => !error.includes('400'))).toEqual([])
  await context.close()
})

test('A16: a wrong number and a wrong proof get the same sentence, what was typed stays, and too many tries say when and whom to ask', async ({
  browser,
}) => {
  const { context, page, open } = await inLine(browser, person('b2'))
  await open('/login')
  await claim(page, 'M9999')
  const sentence = page.getByText('会員番号または暗証番号が正しくありません')
  await expect(sentence).toBeVisible()
  const first = await sentence.textContent()
  await expect(key(page)).toBeFocused()
  await expect(key(page)).toHaveValue('M9999')
  await claim(page, 'M0003', '0000')
  await expect(sentence).toBeVisible()
  expect(await sentence.textContent()).toBe(first)
  for (let tries = 0; tries < 2; tries++) {
    await next(page).click()
    await expect(next(page)).toHaveText('次へ進む')
  }
  await next(page).click()
  await expect(page.getByRole('timer')).toHaveText(/あと1\d分(\d+秒)?で、もう一度お試しいただけます/)
  await expect(page.getByRole('alert').filter({ hasText: 'トークでスタッフに' })).toBeVisible()
  await context.close()
})

test('D5: a member who is tied to another LINE stays so; the second person is told that staff look at it', async ({
  browser,
}) => {
  const [holder, other] = [person('c3'), person('d4')]
  for (const who of [holder, other]) {
    const { context, page, open } = await inLine(browser, who)
    await open('/login')
    await claim(page, 'M0004')
    await agree(page).click()
    await expect(heading(page)).toHaveText(who === holder ? 'LINEとつながりました' : 'スタッフが確認します')
    if (who === other) await expect(page.getByText('別のLINEアカウントとつながっています')).toBeVisible()
    await context.close()
  }
  expect(linksOf(holder)).toMatchObject([{ member_id: 'M0004', holds: 1 }])
  expect(linksOf(other)).toEqual([])
})

test.describe('row 28, N11, EP17: nobody is lost between browsers', () => {
  test('begun in LINE, gone on with in Chrome after LINE’s login, at the page where it was', async ({ browser }) => {
    const who = person('e5')
    const inside = await inLine(browser, who)
    await inside.open('/login')
    await claim(inside.page, 'M0005')
    await expect(heading(inside.page)).toHaveText('この2つをつなぎます')
    await inside.context.close()

    const outside = await browserOf(browser, who, chrome)
    await outside.open('/login')
    await expect(outside.page.getByText('会員専用のメニューが使えます')).toBeVisible()
    await outside.page.getByRole('button', { name: 'LINEでログイン' }).click()
    await expect(heading(outside.page)).toHaveText('この2つをつなぎます')
    expect(outside.page.url()).toBe(`${world.endpointUrl}/login`)
    await agree(outside.page).click()
    await expect(heading(outside.page)).toHaveText('LINEとつながりました')
    await outside.context.close()
    expect(linksOf(who)).toMatchObject([{ member_id: 'M0005', holds: 1 }])
  })

  test('opened by its own address inside LINE, it is opened again by its LIFF URL and goes on there', async ({
    browser,
  }) => {
    const who = person('f6')
    const wrong = await browserOf(browser, who, { ...phone, userAgent: lineInAppBrowser })
    await wrong.open('/login')
    const again = wrong.page.getByRole('link', { name: 'LINEで開き直す' })
    await expect(again).toHaveAttribute('href', `https://liff.line.me/${world.liffId}/login`)
    await wrong.context.close()
    const right = await inLine(browser, who)
    await right.open('/login')
    await claim(right.page, 'M0006')
    await agree(right.page).click()
    await expect(heading(right.page)).toHaveText('LINEとつながりました')
    await right.context.close()
  })

  test('on a desktop, with a reload in every state', async ({ browser }) => {
    const who = person('a7')
    const { context, page, open } = await browserOf(browser, who, desktop)
    await open('/login')
    await page.getByRole('button', { name: 'LINEでログイン' }).click()
    await expect(key(page)).toBeVisible()
    await page.reload()
    await claim(page, 'M0007')
    await expect(heading(page)).toHaveText('この2つをつなぎます')
    await page.reload()
    await expect(heading(page)).toHaveText('この2つをつなぎます')
    await agree(page).click()
    await expect(heading(page)).toHaveText('LINEとつながりました')
    await page.reload()
    await expect(heading(page)).toHaveText('すでにLINEとつながっています')
    await context.close()
  })

  test('to another member when the first one was a slip, and out again without a tie', async ({ browser }) => {
    const who = person('b8')
    const { context, page, open } = await inLine(browser, who)
    await open('/login')
    await claim(page, 'M0008')
    await page.getByRole('button', { name: '入力し直す' }).click()
    await expect(key(page)).toHaveValue('M0008')
    await claim(page, 'M0009')
    await expect(page.getByText('小林 由美子')).toBeVisible()
    await page.getByRole('button', { name: '今はしない' }).click()
    expect(linksOf(who)).toEqual([])
    await context.close()
  })
})

test('EP14, EP15: from a form to one’s own page and back in one tap each; language, messages and consents are the person’s', async ({
  browser,
}) => {
  const who = person('c9')
  const { context, page, open } = await inLine(browser, who)
  await open('/forms/satisfaction')
  await page.waitForURL(/question=/)
  await page.getByText('2', { exact: true }).click()
  await expect(page.getByText('保存しました')).toBeVisible()
  await page.getByRole('link', { name: '設定' }).click()
  await expect(page.getByText('入力の途中')).toBeVisible()
  await page.getByRole('button', { name: /続きから/ }).click()
  await expect(page.getByRole('button', { name: '前へ' })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/liff/main/forms/satisfaction')
  await page.getByRole('link', { name: '設定' }).click()

  const messages = page.getByRole('region', { name: 'お知らせの配信' })
  await messages.getByRole('button', { name: '配信を停止する' }).click()
  await expect(messages.getByText('停止中')).toBeVisible()
  expect(world.rows(`select messages_stopped_at is not null as stopped from friends where uid = '${who.uid}'`)).toEqual(
    [{ stopped: 1 }],
  )
  await messages.getByRole('button', { name: '配信を再開する' }).click()
  await expect(messages.getByText('届きます', { exact: true })).toBeVisible()

  await page.getByRole('navigation').getByRole('button', { name: 'English' }).click()
  await expect(heading(page)).toHaveText('Settings')
  await expect
    .poll(() => world.rows(`select chosen_language from friends where uid = '${who.uid}'`))
    .toEqual([{ chosen_language: 'en' }])
  await context.close()

  // Another device whose LINE speaks Japanese follows the choice.
  const other = await inLine(browser, who)
  await other.open('/forms/satisfaction')
  await expect(other.page.getByRole('button', { name: 'Back' })).toBeVisible()
  await other.context.close()
})

test('M25: what was answered is read again, and somebody else’s answers are not', async ({ browser }) => {
  const [mine, theirs] = [person('d1'), person('e2')]
  const { context, page, open } = await inLine(browser, mine)
  await open('/forms/satisfaction')
  await page.waitForURL(/question=/)
  await page.getByText('5', { exact: true }).click()
  await page.getByRole('button', { name: '次へ進む' }).click()
  await page.getByText('検索・地図').click()
  await page.getByRole('button', { name: '次へ進む' }).click()
  await page.getByText('モーニング').click()
  await page.getByRole('button', { name: '次へ進む' }).click()
  await page.getByRole('textbox').fill('４')
  await page.getByRole('button', { name: '次へ進む' }).click()
  await expect(heading(page)).toHaveText(/お名前/)
  await page.getByRole('button', { name: '次へ進む' }).click()
  await expect(heading(page)).toHaveText(/すすめたい/)
  await page.getByRole('button', { name: '次へ進む' }).click()
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await page.getByRole('button', { name: 'この内容で送る' }).click()
  await expect(page.getByText('回答を受け付けました')).toBeVisible()
  await page.getByRole('link', { name: '設定' }).click()
  await page.getByRole('button', { name: /見る/ }).click()
  await expect(page.getByText('検索・地図')).toBeVisible()
  const address = page.url()
  await page.reload()
  await expect(page.getByText('検索・地図')).toBeVisible()
  await page.goBack()
  await expect(heading(page)).toHaveText('設定')
  await context.close()

  const stranger = await inLine(browser, theirs)
  await stranger.open(address.slice(world.endpointUrl.length))
  await expect(heading(stranger.page)).toHaveText('この回答は見つかりません')
  await stranger.context.close()
})
