import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { type LiffServer, serveLiff } from './liff-server.ts'
import { answerLineHosts, liffBrowser, makeLiffBrowser } from './line-hosts.ts'

const liffId = '1234567890-AbcdEfgh'
const pets: FormDefinition = {
  title: { ja: 'ペットの登録', en: 'Your pet' },
  thanks: { ja: '{{answer.name}}ちゃんを登録しました', en: '{{answer.name}} is registered' },
  checkPage: false,
  pages: [
    {
      key: 'pet',
      title: { ja: 'ペットについて', en: 'About your pet' },
      description: { ja: '3つだけうかがいます', en: 'Three questions' },
    },
  ],
  questions: [
    { kind: 'short_text', key: 'name', page: 'pet', title: { ja: 'お名前', en: 'Name' }, required: true },
    {
      kind: 'yes_no',
      key: 'vaccine',
      page: 'pet',
      title: { ja: '予防接種は済んでいますか', en: 'Vaccinated?' },
      required: true,
    },
    {
      kind: 'short_text',
      key: 'clinic',
      page: 'pet',
      title: { ja: '接種した病院', en: 'Clinic' },
      required: false,
      showWhen: { fact: 'answer.vaccine', is: 'equals', value: 'yes' },
      requiredWhen: { fact: 'answer.vaccine', is: 'equals', value: 'yes' },
    },
    {
      kind: 'short_text',
      key: 'word',
      title: { ja: '{{answer.name}}ちゃんに一言', en: 'A word for {{answer.name}}' },
      required: false,
    },
  ],
}

let server: LiffServer
test.use({ userAgent: liffBrowser, viewport: { width: 390, height: 844 } })
test.beforeEach(async () => void (server = await serveLiff({ pets: { definition: pets } }, liffId)))
test.afterEach(() => server.close())

test('17: the questions of a page stand together, appear as they are answered, and the first wrong one is said', async ({
  page,
}) => {
  const line = await answerLineHosts(page.context(), {
    liffId,
    loginChannelId: '1234567890',
    endpointUrl: server.endpointUrl,
    uid: `U${'a1'.repeat(16)}`,
    name: 'Aiko',
  })
  await makeLiffBrowser(page.context())
  await page.goto(
    `${server.endpointUrl}?liff.state=${encodeURIComponent('/forms/pets')}#${line.firstRedirectFragment()}`,
  )
  await expect(page.getByRole('heading', { level: 1, name: 'ペットについて' })).toBeVisible()
  const clinic = page.getByRole('textbox', { name: '接種した病院' })
  await expect(clinic).toHaveCount(0)
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByRole('textbox', { name: 'お名前' })).toBeFocused()
  await page.getByRole('textbox', { name: 'お名前' }).fill('ももこ')
  await page.getByText('はい', { exact: true }).click()
  await expect(clinic).toBeVisible()
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(clinic).toBeFocused()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await clinic.fill('むすび動物病院')
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'ももこちゃんに一言' })).toBeVisible()
  await page.getByRole('button', { name: '前へ' }).click()
  await expect(clinic).toHaveValue('むすび動物病院')
})
