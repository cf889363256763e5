import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { browserServer } from '../support/browser-server.ts'

async function signIn(page: Page) {
  await page.goto('/')
  await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await expect(page.getByRole('navigation', { name: '主なページ' }).first()).toBeVisible()
}

/** Somebody in LINE who writes to the account; answers how to write more, and what was heard. */
async function writes(request: APIRequestContext, name: string, text: string) {
  const made = await request.post('/simulator/api/people', { data: { name } })
  const { uid } = (await made.json()) as { uid: string }
  const chat = `/simulator/api/chats/main/${uid}`
  await request.put(`${chat}/friendship`, { data: { following: true } })
  const say = (more: string) => request.post(`${chat}/acts`, { data: { kind: 'text', text: more } })
  await say(text)
  return { uid, say }
}

test('row 44, ES10: on a phone a talk is found, answered for nothing and marked as done with one thumb', async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 375, height: 812 })
  await writes(request, '親指 さくら', '駐車場はありますか')
  await signIn(page)
  await page.getByRole('navigation').getByRole('link', { name: 'トーク' }).click()
  await page.getByRole('link', { name: /親指 さくら/ }).click()
  const box = page.getByRole('textbox', { name: '返信' })
  await expect(page.getByText(/無料の返信/)).toBeVisible()
  // All that is pressed lies in the lower half, where a thumb is, and is large enough for one.
  const send = page.getByRole('button', { name: '無料で送る' })
  for (const target of [box, send]) {
    const { y, height } = (await target.boundingBox())!
    expect(y).toBeGreaterThan(406)
    expect(height).toBeGreaterThanOrEqual(44)
  }
  await box.fill('はい、3台あります')
  await send.click()
  const answer = page.getByRole('listitem').filter({ hasText: 'はい、3台あります' })
  await expect(answer).toContainText('受付')
  await expect(answer).toContainText('無料の返信')
  await expect(page.getByText('プッシュ 1通', { exact: true })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await page.getByRole('button', { name: '対応済み' }).click()
  await expect(page.getByRole('link', { name: /親指 さくら/ })).toHaveCount(0)
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(page.getByRole('link', { name: /親指 さくら/ })).toBeVisible()
})

test('two staff see what a person writes and what the other one answers, and no key acts while kana are converted', async ({
  page,
  request,
  browser,
}) => {
  const { say } = await writes(request, '鍵盤 ひろし', '予約を変えられますか')
  await signIn(page)
  await page.goto('/accounts/main/talks')
  await page.getByRole('link', { name: /鍵盤 ひろし/ }).click()
  const state = await page.context().storageState()
  const other = await (await browser.newContext({ storageState: state, baseURL: browserServer.url })).newPage()
  await other.goto(page.url())
  await page.keyboard.press('r')
  const box = page.getByRole('textbox', { name: '返信' })
  await expect(box).toBeFocused()
  await box.fill('うけたまわりました')
  await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  await expect(box).toHaveValue('うけたまわりました')
  await box.press('Enter')
  await expect(box).toHaveValue('')
  await expect(other.getByRole('log').getByText('うけたまわりました')).toBeVisible()
  await say('ありがとうございます')
  await expect(page.getByRole('log').getByText('ありがとうございます')).toBeVisible()
  await box.press('Escape')
  await page.keyboard.press('e')
  await expect(page.getByText('対応済みにしました', { exact: true })).toBeVisible()
  await other.context().close()
})
