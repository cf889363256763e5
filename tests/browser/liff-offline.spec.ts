import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { sampleOffers } from '../../bot/slots/sample-offers.ts'
import { type LiffServer, serveLiff } from './liff-server.ts'
import { answerLineHosts, liffBrowser, makeLiffBrowser } from './line-hosts.ts'

const liffId = '1234567890-AbcdEfgh'
const aiko = { uid: `U${'a1'.repeat(16)}`, name: 'Aiko' }

/** What a clinic asks before a first visit, each kind that talks to a server by itself among it. */
const firstVisit: FormDefinition = {
  title: { ja: '初診のご予約' },
  thanks: { ja: 'ご予約ありがとうございます' },
  questions: [
    { kind: 'slot', key: 'when', title: { ja: 'ご希望の日時' }, required: true },
    {
      ...{ kind: 'single_choice', key: 'room', title: { ja: 'お部屋' }, required: true },
      options: ['個室', '相部屋'].map((ja, at) => ({ key: `room_${at}`, label: { ja }, picture: `p${at}` })),
    },
    { kind: 'file', key: 'photo', title: { ja: '症状の写真' }, required: false, accept: 'photo' },
    { kind: 'signature', key: 'sign', title: { ja: 'ご署名' }, required: true },
    { kind: 'location', key: 'from', title: { ja: 'お迎えの場所' }, required: true },
    { kind: 'address', key: 'home', title: { ja: 'ご住所' }, required: true },
  ],
}

let server: LiffServer
test.use({ userAgent: liffBrowser, viewport: { width: 375, height: 740 } })
test.beforeEach(async () => {
  server = await serveLiff({ visit: { definition: firstVisit } }, liffId)
  const today = new Date().toISOString().slice(0, 10)
  server.before = ({ path }) => (path.includes('/slots/') ? [200, { offers: sampleOffers(today) }] : undefined)
})
test.afterEach(() => server.close())

const saved = (key: string) => server.drafts.get(`${aiko.uid}:visit`)?.answers[key]
const next = (page: Page) => page.locator('button[type=submit]').click()
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('EP05: where the connection is lost, every kind says so, keeps what was given, and goes on by itself', async ({
  page,
  context,
}) => {
  test.slow()
  const line = await answerLineHosts(context, {
    ...{ liffId, loginChannelId: '1234567890', endpointUrl: server.endpointUrl },
    ...aiko,
  })
  await makeLiffBrowser(context)
  await page.goto(
    `${server.endpointUrl}?liff.state=${encodeURIComponent('/forms/visit')}#${line.firstRedirectFragment()}`,
  )
  await page.waitForURL(/question=when/)
  const chosen = page.getByRole('radio').first()
  await expect(chosen).toBeVisible()
  // All that the form needs has come; from here on the train is in a tunnel.
  await expect.poll(() => server.requests.filter((one) => one.includes('/slots/')).length).toBe(1)
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await chosen.check()
  await expect(page.getByText('1件の回答はまだ保存されていません')).toBeVisible()
  await next(page)

  // A picture that does not come leaves its place; its option is called what it is called.
  await expect(heading(page)).toHaveText('お部屋')
  await expect(page.locator('.picture')).toHaveCount(2)
  await expect(page.locator('.picture img')).toHaveCount(0)
  await page.getByRole('radio', { name: '相部屋' }).check()
  await next(page)

  await expect(heading(page)).toHaveText('症状の写真')
  const drawn = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 })
    canvas.getContext('2d')!.fillRect(0, 0, 40, 30)
    return canvas.toDataURL('image/jpeg').split(',')[1]!
  })
  await page.setInputFiles('input[type=file]', {
    ...{ name: '発疹.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(drawn, 'base64') },
  })
  await context.setOffline(false)
  await expect(page.getByText('受け取りました')).toBeVisible()
  await expect.poll(() => saved('when')).toBeTruthy()
  await expect.poll(() => saved('photo')).toEqual(['u1'])
  await context.setOffline(true)
  await next(page)

  await expect(heading(page)).toHaveText('ご署名')
  await page.getByLabel('手で書けないときは、お名前を入力してください').fill('結城 藍')
  await expect(page.getByText('つながると、もう一度送ります')).toBeVisible()
  await next(page)
  await expect(page.getByRole('alert').first(), 'nobody goes on without it').toContainText('まだ届いていないもの')
  await context.setOffline(false)
  // Whoever pressed on does not have to press again.
  await expect.poll(() => saved('sign')).toEqual(['u2'])

  await expect(heading(page)).toHaveText('お迎えの場所')
  await context.setOffline(true)
  await page.getByRole('button', { name: '現在地を使う' }).click()
  // The browser of this test refuses it, as people do.
  await expect(page.getByText('現在地は使わずに進めます。場所を下の欄に入力してください')).toBeVisible()
  await page.getByLabel('住所や場所の名前').fill('仙台駅')
  await next(page)

  await expect(heading(page)).toHaveText('ご住所')
  await page.getByLabel('郵便番号').fill('９８０-0811')
  await expect(page.getByText('今はつながらないため、住所を自動で入力できません')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByLabel('町名')).toHaveValue('一番町')
  await page.getByLabel('番地・建物名・部屋番号').fill('1-2-3')
  await next(page)

  await expect(heading(page)).toHaveText('内容をご確認ください')
  await context.setOffline(true)
  await next(page)
  await expect(page.getByText('つながると送信します')).toBeVisible()
  await context.setOffline(false)
  await expect(heading(page)).toHaveText('回答を受け付けました')
  expect(saved('from')).toEqual({ place: '仙台駅' })
})

test('row 21: of two hundred slots the days are chosen in a calendar, with the keyboard as well, and then the time', async ({
  page,
  context,
}) => {
  const begins = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00`
  const days = Array.from({ length: 25 }, (_, at) => new Date(Date.UTC(2031, 0, 8 + at)).toISOString().slice(0, 10))
  const offers = days.flatMap((day, at) =>
    Array.from({ length: 8 }, (_, index) => {
      const start = begins(day, 9 + index)
      const value = { slot: start, start, end: begins(day, 10 + index) }
      // The first day is full, the second nearly so.
      const left = at === 0 || (at === 1 && index > 0) ? 0 : 4
      return {
        value,
        startsAt: Date.parse(`${start}:00+09:00`),
        capacity: 4,
        left: at === 1 && index === 0 ? 1 : left,
        mine: 0,
      }
    }),
  )
  server.before = ({ path }) => (path.includes('/slots/') ? [200, { offers }] : undefined)
  const line = await answerLineHosts(context, {
    ...{ liffId, loginChannelId: '1234567890', endpointUrl: server.endpointUrl },
    ...aiko,
  })
  await makeLiffBrowser(context)
  await page.goto(
    `${server.endpointUrl}?liff.state=${encodeURIComponent('/forms/visit')}#${line.firstRedirectFragment()}`,
  )
  const day = (name: string) => page.getByRole('button', { name, exact: true })
  await expect(day('1月8日(水) 満席')).toBeVisible()
  // It opens on the first day that has room.
  await expect(day('1月9日(木) 残りわずか')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('radio')).toHaveCount(8)
  await expect(page.getByRole('button', { name: '前の月' })).toBeDisabled()
  // At the last month the button stays under the keyboard, and does nothing.
  const later = page.getByRole('button', { name: '次の月' })
  await later.focus()
  for (const _ of [1, 2]) await page.keyboard.press('Enter')
  await expect(later).toHaveAttribute('aria-disabled', 'true')
  await expect(later).toBeFocused()
  await page.getByRole('button', { name: '前の月' }).press('Enter')
  await day('1月9日(木) 残りわずか').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await expect(day('2月1日(土) 空きあり')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: '10:00〜11:00' }).check()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await next(page)
  await expect.poll(() => saved('when')).toMatchObject({ start: '2031-02-01T10:00' })
})
