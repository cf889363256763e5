import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { browserServer } from '../support/browser-server.ts'

test('staff change a form beside a phone that shows it, take it back, and publish it after reading what is different', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.frame() !== page.mainFrame() && request.url().includes('/api/')) asked.push(request.url())
  })
  await page.goto('/accounts/main/forms/satisfaction/edit')
  await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await page.getByRole('button', { name: 'サインインする' }).click()

  await page.getByRole('button', { name: /月に何回くらい来られますか/ }).click()
  const phone = page.frameLocator('iframe')
  await expect(phone.getByRole('heading', { name: '月に何回くらい来られますか' })).toBeVisible()
  const help = page.getByRole('group', { name: '補足' }).getByLabel('日本語')
  await help.fill('だいたいで<b>かまいません</b>')
  // A24: markup is shown as it was typed.
  await expect(phone.getByText('だいたいで<b>かまいません</b>')).toBeVisible()
  await expect(page.getByText('下書きを保存しました')).toBeVisible()

  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(help).toHaveValue('')
  await page.getByRole('button', { name: 'やり直す' }).click()
  await expect(help).toHaveValue('だいたいで<b>かまいません</b>')
  await help.fill('だいたいでかまいません')
  await expect(page.getByText('下書きを保存しました')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])

  // Another kind, by keyboard: what it takes away is read before, and a step back brings all of it back.
  const kind = page.getByRole('button', { name: /質問の種類を変える/ })
  await kind.press('Enter')
  await page.getByLabel('質問の種類をさがす').fill('いくつか')
  await page.keyboard.press('Enter')
  const told = page.getByRole('dialog')
  await expect(told.getByText('前の種類の回答は、キー「visits_per_month」のまま残ります。')).toBeVisible()
  await told.getByRole('button', { name: '種類を変える', exact: true }).press('Enter')
  await expect(kind).toContainText('いくつか選ぶ')
  await expect(phone.getByRole('checkbox', { name: '選択肢2' })).toBeVisible()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(kind).toContainText('数')
  await expect(help).toHaveValue('だいたいでかまいません')

  await page.getByRole('button', { name: '公開する' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('補足：なし → 「だいたいでかまいません」')).toBeVisible()
  await dialog.getByRole('button', { name: 'この内容で公開する' }).click()
  await expect(page.getByText('公開中の内容です')).toBeVisible()
  await page.getByRole('button', { name: '版', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('第2版')).toBeVisible()
  expect(asked, 'the preview asks nobody').toEqual([])
})

test('on a phone a form is read, and its chat is played', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 })
  await page.goto('/accounts/main/forms/visit/edit')
  await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByRole('button', { name: 'プレビュー' }).click()
  await page.getByRole('button', { name: 'トーク', exact: true }).click()
  const chat = page.getByRole('log', { name: 'トークでの見え方' })
  const asked = chat.getByText('本日はどなたと来られましたか？')
  await expect(asked).toBeVisible()
  await chat.getByRole('button', { name: 'ひとりで' }).click()
  await page.getByLabel('メッセージ').fill('戻る')
  await page.keyboard.press('Enter')
  await expect(asked).toHaveCount(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})
