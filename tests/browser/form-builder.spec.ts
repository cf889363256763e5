import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { renderSVG } from 'uqr'
import { browserServer } from '../support/browser-server.ts'

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp | string) {
  const wanted = page.getByRole('button', { name }).first()
  await expect(wanted).toBeVisible()
  for (let at = 0; at < 120; at++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${String(name)}`)
}

test('ES04, ES13, rows 15 and 17: a form with a branch is built of a template by keyboard alone, tried, published and answered', async ({
  page,
  context,
}) => {
  await page.goto('/accounts/main/forms')
  await page.getByLabel('メールアドレス').fill(browserServer.staff.email)
  await page.getByLabel('パスワード', { exact: true }).fill(browserServer.staff.password)
  await page.keyboard.press('Enter')
  await tabTo(page, 'フォームを作る')
  await page.keyboard.press('Enter')
  await tabTo(page, /ご来店アンケート/)
  await page.keyboard.press('Enter')
  await page.getByLabel('題名').fill('秋の来店アンケート')
  await page.getByLabel('キー', { exact: true }).fill('autumn')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/forms\/autumn\/edit/)

  // A question of a kind that is looked for, behind the one that is selected.
  const outline = page.getByRole('navigation', { name: 'フォームの部分' })
  await tabTo(page, /本日の満足度/)
  await page.keyboard.press('Enter')
  await tabTo(page, '質問を追加する')
  await page.keyboard.press('Enter')
  await page.getByLabel('質問の種類をさがす').fill('はい')
  await page.keyboard.press('Enter')
  const added = outline.getByRole('button', { name: /はじめてのご利用ですか/ })
  await expect(added).toHaveAttribute('aria-current', 'true')
  await added.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText('5.', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: '質問の種類を変える（いまは「はい・いいえ」）' })).toBeVisible()
  await expect(added).toBeFocused()

  // Whoever says yes is done.
  await page.getByRole('button', { name: /次に進む先/ }).press('Enter')
  await page.getByRole('button', { name: '答えで行き先を変える' }).press('Enter')
  await page.getByLabel('なら →').selectOption({ label: '終わり' })
  await page.getByRole('button', { name: '道すじの図' }).press('Enter')
  await expect(page.getByRole('region', { name: '道すじの図' }).getByText('「はい」なら → 終わり へ')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')

  await expect(page.getByText('下書きを保存しました')).toBeVisible()

  // On one's own phone, before anybody else can see it: nothing of it is kept.
  const trying = page.waitForResponse((answer) => answer.url().endsWith('/draft/trials'))
  await page.getByRole('button', { name: 'スマホで試す' }).press('Enter')
  const { link: trial } = (await (await trying).json()) as { link: string }
  // What the phone reads is that very link.
  const code = renderSVG(trial, { border: 2, pixelSize: 6 })
  await expect(page.getByRole('img', { name: '下書きのQRコード' })).toHaveAttribute(
    'src',
    `data:image/svg+xml,${encodeURIComponent(code)}`,
  )
  await page.keyboard.press('Escape')
  const phone = await context.newPage()
  await phone.setViewportSize({ width: 375, height: 812 })
  const { uid } = (await (
    await page.request.post('/simulator/api/people', { data: { name: '紅葉' }, headers: { origin: browserServer.url } })
  ).json()) as { uid: string }
  await phone.goto(`${trial}?person=${uid}`)
  await expect(phone.getByText('回答は保存されません')).toBeVisible()
  await answer(phone)
  await expect(phone.getByText('回答を受け付けました')).toBeVisible()

  await page.getByRole('button', { name: '公開する' }).press('Enter')
  await page.getByRole('button', { name: 'この内容で公開する' }).press('Enter')
  await expect(page.getByText('公開しました（第1版）', { exact: true })).toBeVisible()
  const published = await page.request.get('/api/accounts/main/forms/autumn/versions/1')
  const { definition } = (await published.json()) as { definition: { questions: { key: string; jumps?: unknown }[] } }
  expect(definition.questions.find(({ key }) => key === 'yes_no')?.jumps).toEqual([
    { when: { fact: 'answer.yes_no', is: 'equals', value: 'yes' }, to: 'end' },
  ])

  // The same as it is now for everybody: the way that was built leads past the last questions, into a response.
  const { link } = (await (await page.request.get('/api/accounts/main/forms/autumn/edit')).json()) as { link: string }
  await phone.goto(`${link}?person=${uid}`)
  await answer(phone)
  await expect(phone.getByText('回答を受け付けました')).toBeVisible()
  const { forms } = (await (await page.request.get('/api/accounts/main/forms')).json()) as {
    forms: { key: string; counts: { finished: number; draft: number } }[]
  }
  // One, not two: what was tried is not kept.
  expect(forms.find(({ key }) => key === 'autumn')?.counts).toMatchObject({ finished: 1, draft: 0 })
})

/** By keyboard, by the way that ends early: not for the first time, alone, yes. */
async function answer(phone: Page) {
  const choose = async (question: RegExp, words: string, next: string) => {
    await expect(phone.getByRole('heading', { name: question })).toBeVisible()
    await phone.getByRole('radio', { name: words }).press('Space')
    await phone.getByRole('button', { name: next }).press('Enter')
  }
  await choose(/当店のご利用は/, 'いいえ', '次へ進む')
  await choose(/どなたと来られましたか/, 'ひとりで', '次へ進む')
  await choose(/はじめてのご利用ですか/, 'はい', '内容を確認する')
  await phone.getByRole('button', { name: 'この内容で送る' }).press('Enter')
}
