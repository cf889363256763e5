import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { browserServer } from '../support/browser-server.ts'

const queue = '/accounts/main/submissions'

/** The session of the first sign-in: only so many are taken from one address in a minute. */
let session: Awaited<ReturnType<BrowserContext['cookies']>> = []

/** A page of Sato's, signed in, on the queue. */
async function signedIn(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: browserServer.url, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })
  await context.addCookies(session)
  const page = await context.newPage()
  await page.goto(queue)
  if (session.length === 0) {
    await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
    await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
    await page.getByRole('button', { name: 'サインインする' }).click()
  }
  await expect(page.getByRole('rowheader').first()).toBeVisible()
  session = await context.cookies()
  return page
}
const accessible = async (page: Page) => {
  await page.waitForTimeout(300)
  const { violations } = await new AxeBuilder({ page }).include('main').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('rows 43 and 45, ES03, ES11, ES13: reviewed by the keyboard alone, undone, and seen by a colleague without reloading', async ({
  browser,
}) => {
  const [page, other] = [await signedIn(browser), await signedIn(browser)]
  // Oldest first, so that what other tests send meanwhile does not come in between.
  for (const one of [page, other]) {
    await one.goto(`${queue}?state=new&sort=oldest`)
    await expect(one.getByRole('rowheader').first()).toBeVisible()
  }
  const waiting = (at: number) => page.getByRole('main').locator('[id^=submission-]').nth(at)
  for (const at of [0, 1, 2]) {
    await page.keyboard.press('n')
    await expect(page.getByRole('article').getByText('確認待ち').first()).toBeVisible()
    await page.keyboard.press('a')
    await expect(waiting(at)).toContainText('確認済み')
    await expect(other.getByRole('row').nth(at + 1)).toContainText('確認済み', { timeout: 10_000 })
  }
  await page.keyboard.press('u')
  await expect(waiting(2)).toContainText('確認待ち')
  await expect(other.getByRole('row').nth(3)).toContainText('確認待ち', { timeout: 10_000 })

  await page.keyboard.press('r')
  const reason = page.getByRole('dialog').getByRole('textbox')
  await expect(reason).toBeFocused()
  // Letters that are shortcuts elsewhere are letters here.
  await reason.fill('aaa 記入もれ')
  await page.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click()
  await expect(page.getByRole('article').getByText('差し戻しの理由：aaa 記入もれ')).toBeVisible()
  await page.keyboard.press('m')
  await expect(page.getByRole('article').getByRole('combobox', { name: '担当' })).toContainText('sato')
  await accessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('article')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('row 44, ES10, ES12: on a phone some are ticked, changed by one press and given back', async ({ browser }) => {
  const page = await signedIn(browser)
  await page.setViewportSize({ width: 375, height: 812 })
  await page.goto(`${queue}?form=satisfaction&state=new&sort=oldest`)
  const rows = page.getByRole('main').locator('[id^=submission-]')
  await expect(rows.first()).toBeVisible()
  for (const at of [0, 1]) await rows.nth(at).getByRole('checkbox').click()
  await accessible(page)
  await page.getByRole('button', { name: '確認中にする' }).click()
  await expect(page.getByText('2件を「確認中」にしました', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(page.getByText('元に戻しました', { exact: true })).toBeVisible()
  for (const at of [0, 1]) await expect(rows.nth(at)).toContainText('確認待ち')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})
