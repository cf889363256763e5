import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import type { Answers } from '../../bot/forms/contract.ts'
import { draftOf } from '../../bot/forms/templates.ts'
import { lunches } from '../../bot/forms/templates/lunches.ts'
import { visitForm } from './liff-form.ts'
import { memberForm } from './liff-kinds-form.ts'
import { type LiffServer, serveLiff } from './liff-server.ts'
import { answerLineHosts, liffBrowser, makeLiffBrowser } from './line-hosts.ts'

const liffId = '1234567890-AbcdEfgh'
const aiko = { uid: `U${'a1'.repeat(16)}`, name: 'Aiko' }
const mine = `${aiko.uid}:join`

let server: LiffServer

test.use({ userAgent: liffBrowser, viewport: { width: 390, height: 844 } })
test.beforeEach(async () => {
  server = await serveLiff(
    {
      join: { definition: memberForm, more: 'change' },
      visit: { definition: visitForm },
      lunch: { definition: draftOf(lunches).definition },
    },
    liffId,
  )
})
test.afterEach(() => server.close())

async function open(page: Page, path: string) {
  const line = await answerLineHosts(page.context(), {
    liffId,
    loginChannelId: '1234567890',
    endpointUrl: server.endpointUrl,
    ...aiko,
  })
  await makeLiffBrowser(page.context())
  await page.goto(`${server.endpointUrl}?liff.state=${encodeURIComponent(path)}#${line.firstRedirectFragment()}`)
}

/** What stands before each question, so that a test begins at its own. */
const given: Answers = {
  welcome: null,
  name: { family: '結城', given: '藍', familyKana: 'ユウキ', givenKana: 'アイ' },
  email: { given: 'ai@example.com', email: 'ai@example.com' },
  phone: { given: '090-1234-5678', e164: '+819012345678' },
  address: { postcode: '9800811', prefecture: '宮城県', city: '仙台市青葉区', town: '一番町', rest: '1-2-3' },
  birthday: { given: '1990/4/5', date: '1990-04-05' },
  branch: 'shop_3',
  news: 'yes',
  nps: 9,
  hour: '10:30',
  tour: null,
  old_card: null,
  photo: null,
  terms: 'agreed',
}

async function openAt(page: Page, key: string, without: string[] = []) {
  const before = Object.keys(given).slice(0, Object.keys(given).indexOf(key))
  const answers = Object.fromEntries(before.filter((one) => !without.includes(one)).map((one) => [one, given[one]!]))
  server.drafts.set(mine, {
    id: 's1',
    formKey: 'join',
    version: 1,
    state: 'draft',
    revision: 0,
    number: null,
    answers,
    hidden: {},
    known: [],
    day: '2026-11-21',
  })
  await open(page, '/forms/join')
  await page.waitForURL(new RegExp(`question=${key}(&|$)`))
}

const saved = (key: string) => server.drafts.get(mine)?.answers[key]
const next = (page: Page) => page.locator('button[type=submit]').click()
const box = (page: Page, name: string) => page.getByLabel(name, { exact: true })

test('N24: a name has two boxes in one row, and its reading is seen while it is typed', async ({ page }) => {
  await openAt(page, 'name')
  const family = box(page, '姓')
  await family.focus()
  await expect(family).toHaveAttribute('autocomplete', 'family-name')
  const ime = await page.context().newCDPSession(page)
  for (const text of ['y', 'や', 'やm', 'やま', '山'])
    await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await ime.send('Input.insertText', { text: '山' })
  await expect(box(page, 'せい（ふりがな）')).toHaveValue('やま')
  await box(page, '名').fill('𠮷')
  await box(page, 'めい（ふりがな）').fill('ﾖｼ')
  const [left, right] = [await family.boundingBox(), await box(page, '名').boundingBox()]
  expect(left!.y).toBe(right!.y)
  await next(page)
  await expect.poll(() => saved('name')).toEqual({ family: '山', given: '𠮷', familyKana: 'ヤマ', givenKana: 'ヨシ' })
})

test('EP08: a missing part is named, focused and announced; an empty field that was passed through is not', async ({
  page,
}) => {
  await openAt(page, 'name')
  await box(page, '姓').focus()
  await box(page, '名').focus()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(page.getByRole('alert')).toHaveText('')
  await box(page, '姓').fill('結城')
  await next(page)
  await expect(page.getByRole('alert')).toHaveText(/名/)
  await expect(box(page, '名')).toBeFocused()
  await expect(box(page, '名')).toHaveAttribute('aria-invalid', 'true')
  await expect(box(page, '姓')).toHaveAttribute('aria-invalid', 'false')
})

test('EP06: e-mail and telephone number are taken in any width, and a slip is asked about', async ({ page }) => {
  await openAt(page, 'email')
  const field = page.locator('.answer input')
  await expect(field).toHaveAttribute('type', 'email')
  await field.fill('ai＠gmial.com')
  await page.getByRole('heading', { level: 1 }).click()
  await page.getByRole('button', { name: 'もしかして ai@gmail.com ですか？' }).click()
  await expect(field).toHaveValue('ai@gmail.com')
  await next(page)
  await expect.poll(() => saved('email')).toMatchObject({ email: 'ai@gmail.com' })
  await expect(field).toHaveAttribute('type', 'tel')
  await field.fill('（０９０）１２３４ー５６７８')
  await next(page)
  await expect
    .poll(() => saved('phone'))
    .toMatchObject({ e164: '+819012345678', given: '（０９０）１２３４ー５６７８' })
})

/** Postcodes of one town, of many, of two prefectures, and of single offices, with what a person adds to each. */
const addresses = [
  { code: '9800811', choose: null, house: '1-2-3' },
  { code: '1000001', choose: null, house: '1-1' },
  { code: '6008216', choose: null, house: '901' },
  { code: '0600000', choose: null, house: '北1西2' },
  { code: '2310017', choose: null, house: '1-1' },
  { code: '5300001', choose: null, house: '3-1-1' },
  { code: '4520961', choose: '春日一番割', house: '12' },
  { code: '8710000', choose: '大分県中津市', house: '豊田町14-3' },
  { code: '4980000', choose: '三重県桑名郡木曽岬町', house: '大字西対海地251' },
  { code: '1638001', choose: null, house: '' },
  { code: '1008066', choose: null, house: '' },
]

test('EP04: an address is given by seven digits and the house number, also for shared and office codes', async ({
  page,
}) => {
  test.slow()
  await openAt(page, 'address')
  for (const { code, choose, house } of addresses) {
    const typed = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
    await box(page, '郵便番号').fill('')
    for (const part of ['町名', '番地・建物名・部屋番号']) await box(page, part).fill('')
    await box(page, '郵便番号').fill(typed)
    if (choose !== null) await page.getByLabel('町を選ぶ').selectOption({ label: choose })
    await expect(box(page, '番地・建物名・部屋番号')).toBeFocused()
    if (house) await page.keyboard.type(house)
    expect(code.length + (choose === null ? 0 : 1) + house.length).toBeLessThanOrEqual(20)
    await expect.poll(() => saved('address')).toMatchObject({ postcode: code })
    expect(saved('address')).toHaveProperty('city')
  }
  expect(saved('address')).toEqual({
    postcode: '1008066',
    prefecture: '東京都',
    city: '千代田区',
    town: '大手町',
    rest: '1丁目3-7 株式会社 日本経済新聞社',
  })
})

test('what an office’s postcode brought along goes with it, and what was typed stays', async ({ page }) => {
  await openAt(page, 'address')
  const house = box(page, '番地・建物名・部屋番号')
  await box(page, '郵便番号').fill('1008066')
  await expect(house).toHaveValue('1丁目3-7 株式会社 日本経済新聞社')
  await expect(page.getByText('保存しました')).toBeVisible()
  await box(page, '郵便番号').fill('1500001')
  await expect(box(page, '町名')).toHaveValue('神宮前')
  await expect(house).toHaveValue('')
  // The address that is saved is another one until the house number stands there.
  await expect(page.getByText('保存しました')).toBeHidden()
  await house.fill('1-2-3')
  await expect(page.getByText('保存しました')).toBeVisible()
  await box(page, '郵便番号').fill('1008066')
  await expect(box(page, '町名')).toHaveValue('大手町')
  await expect(house).toHaveValue('1-2-3')
})

test('a postcode that is not known, or cannot be asked for, never stops anybody', async ({ page }) => {
  await openAt(page, 'address')
  await box(page, '郵便番号').fill('0000000')
  await expect(page.getByText('郵便番号が見つかりません。住所を直接入力してください')).toBeVisible()
  await page.context().setOffline(true)
  await box(page, '郵便番号').fill('9998888')
  await expect(page.getByText('今はつながらないため、住所を自動で入力できません')).toBeVisible()
  await page.context().setOffline(false)
  await box(page, '都道府県').fill('宮城県')
  await box(page, '市区町村').fill('仙台市青葉区')
  await box(page, '番地・建物名・部屋番号').fill('一番町1-2-3')
  await next(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('生年月日')
})

test('a birthday is taken in western and in era years, shown in both, and asked about when it may be either', async ({
  page,
}) => {
  await openAt(page, 'birthday')
  await page.getByText('和暦').click()
  await box(page, '年').fill('６４')
  await box(page, '月').fill('1')
  await box(page, '日').fill('8')
  await next(page)
  await expect(page.getByRole('alert')).toContainText('昭和64年')
  await box(page, '日').fill('7')
  await expect(page.getByText('西暦1989年（昭和64年）1月7日')).toBeVisible()
  await page.getByText('西暦', { exact: true }).click()
  await expect(box(page, '年')).toHaveValue('1989')
  await box(page, '年').fill('５０')
  await next(page)
  await page.getByRole('button', { name: '西暦1975年（昭和50年）1月7日' }).click()
  await next(page)
  await expect.poll(() => saved('birthday')).toMatchObject({ date: '1975-01-07' })
})

test('lists, yes or no, recommendation, time, date with time and numbers are settled with the phone’s own means', async ({
  page,
}) => {
  await openAt(page, 'branch')
  await page.locator('select').selectOption({ label: '若林店' })
  await next(page)
  await page.getByLabel('いいえ').check()
  await next(page)
  await page.getByText('0', { exact: true }).first().click()
  await next(page)
  await page.locator('select').selectOption('10:30')
  await next(page)
  await page.getByLabel('日付').fill('2031-05-06')
  await next(page)
  await expect(page.getByRole('alert')).not.toHaveText('')
  await page.getByLabel('時刻').selectOption('14:00')
  await next(page)
  await page.locator('.answer input').fill('００１２ー３４５６')
  await expect(page.locator('.answer input')).toHaveAttribute('inputmode', 'numeric')
  await next(page)
  await expect.poll(() => saved('old_card')).toMatchObject({ id: '00123456' })
  expect(server.drafts.get(mine)?.answers).toMatchObject({
    branch: 'shop_3',
    news: 'no',
    nps: 0,
    hour: '10:30',
    tour: '2031-05-06T14:00',
  })
})

/** A photo as a camera makes it: large, and with the place in its Exif block. */
const cameraPhoto = (page: Page) =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [2400, 1800]
    const context = canvas.getContext('2d')!
    const noise = context.createImageData(2400, 1800)
    for (let at = 0; at < noise.data.length; at += 4) {
      noise.data.set([(at * 7919) % 251, (at * 104729) % 241, (at * 31) % 239, 255], at)
    }
    context.putImageData(noise, 0, 0)
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), 'image/jpeg', 0.9))
    const bytes = new Uint8Array(await blob.arrayBuffer())
    const exif = new TextEncoder().encode('Exif\0\0GPS 38.2682,140.8694')
    const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif]
    let text = ''
    for (const byte of [...bytes.subarray(0, 2), ...segment]) text += String.fromCharCode(byte)
    for (let at = 2; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  })

test('a photo leaves the phone small and without its place; a broken one and a lost connection are told', async ({
  page,
}) => {
  test.slow()
  await openAt(page, 'photo')
  const photo = Buffer.from(await cameraPhoto(page), 'base64')
  expect(photo.length).toBeGreaterThan(2_000_000)
  expect(photo.includes('GPS')).toBe(true)
  let isBroken = true
  server.before = ({ path }) => (path.includes('/files/') && isBroken ? [503, {}] : undefined)
  await page.setInputFiles('input[type=file]', { name: '<b>庭</b>.jpg', mimeType: 'image/jpeg', buffer: photo })
  await expect(page.getByText('送れませんでした')).toBeVisible()
  isBroken = false
  await page.getByRole('button', { name: 'もう一度送る' }).click()
  await expect(page.getByText('受け取りました')).toBeVisible()
  await expect(page.getByText('<b>庭</b>.jpg'), 'A24: shown as text').toBeVisible()
  const sent = server.uploads.get('u1')!
  expect(sent.bytes.length).toBeLessThanOrEqual(2_000_000)
  expect(sent.bytes.includes('GPS')).toBe(false)
  await expect.poll(() => saved('photo')).toEqual(['u1'])

  await page.setInputFiles('input[type=file]', {
    name: 'x.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no picture'),
  })
  await expect(page.getByText('写真を読み込めませんでした。撮り直すか、あとで送ることもできます')).toBeVisible()
  await page.reload()
  await expect(page.locator('.files img'), 'seen again from our own server').toBeVisible()
  await page.getByRole('button', { name: /削除/ }).click()
  await next(page)
  await expect.poll(() => saved('photo')).toBe(null)
})

test('EP07: an answer is changed from the check page in two taps, and one leads back', async ({ page }) => {
  await openAt(page, 'terms')
  await page.getByText('同意します').click()
  await next(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('内容をご確認ください')
  await expect(page.getByText('結城 藍')).toBeVisible()
  await expect(page.getByText(/結び珈琲店の会員として登録され/)).toBeVisible()
  await page.getByRole('button', { name: '変更する: お店だよりを受け取りますか' }).click()
  await page.getByText('いいえ').click()
  await page.getByRole('button', { name: '内容を確認する' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('内容をご確認ください')
  await expect(page.getByText('いいえ')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 }), 'and it is still there').toHaveText('内容をご確認ください')
  await next(page)
  await expect(page.getByText('W000001')).toBeVisible()
  await expect(page.getByText('3日以内に、会員証をトークにお届けします。')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: '回答を変更する' }).click()
  await expect(page.getByText('結城 藍')).toBeVisible()
})

test('a consent that was taken back is not sent', async ({ page }) => {
  await openAt(page, 'terms')
  await page.getByText('同意します').click()
  await next(page)
  await page.getByRole('button', { name: '変更する: 会員規約への同意' }).click()
  await page.getByText('同意します').click()
  await page.getByRole('button', { name: '前へ' }).click()
  await page.locator('button[type=submit]').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('会員規約への同意')
  await next(page)
  await expect(page.getByRole('alert')).not.toHaveText('')
  expect(server.drafts.get(mine)?.state).toBe('draft')
})

test('what is known already stands in the field, and becomes an answer by going on', async ({ page }) => {
  server.suggestions = { email: { given: 'ai@example.com', email: 'ai@example.com' } }
  await openAt(page, 'email')
  await expect(page.locator('.answer input')).toHaveValue('ai@example.com')
  expect(saved('email')).toBeUndefined()
  await next(page)
  await expect.poll(() => saved('email')).toMatchObject({ email: 'ai@example.com' })
})

test('FT31: the answer to the last tap is lost, and the next one brings the same receipt', async ({ page }) => {
  await openAt(page, 'terms')
  await page.getByText('同意します').click()
  await next(page)
  let lost = 0
  server.before = ({ path }) => {
    if (!path.includes('/completion') || lost > 0) return undefined
    lost++
    server.drafts.get(mine)!.state = 'finished'
    server.drafts.get(mine)!.number = 138
    return [502, {}]
  }
  await next(page)
  await expect(page.getByText('0138')).toBeVisible({ timeout: 10_000 })
  expect(server.finished.size).toBe(1)
})

test('FT32: what was acknowledged before the app died is kept, and the rest was said plainly', async ({
  page,
  browser,
}) => {
  await openAt(page, 'news')
  await page.getByLabel('はい').check()
  await expect.poll(() => saved('news')).toBe('yes')
  await page.context().setOffline(true)
  await next(page)
  await page.getByText('9', { exact: true }).click()
  await next(page)
  await page.locator('select').selectOption('10:30')
  await next(page)
  await expect(page.getByRole('status').last()).toContainText('2件の回答はまだ保存されていません')
  // A page that is being closed may still see the connection come back, and send what it holds.
  server.before = ({ path }) => (path.includes('/answers/') ? [503, {}] : undefined)
  await page.close()
  const again = await (await browser.newContext({ userAgent: liffBrowser })).newPage()
  await open(again, '/forms/join')
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('ご友人にすすめたいと思いますか')
  await expect(again.getByText('前回の続きから表示しています')).toBeVisible()
})

test('FT33: an answer from another device is shown with a note, and nothing is lost', async ({ page }) => {
  await openAt(page, 'news')
  await page.getByLabel('はい').check()
  await expect.poll(() => saved('news')).toBe('yes')
  server.drafts.get(mine)!.answers['nps'] = 3
  server.drafts.get(mine)!.revision = 5
  await page.getByLabel('いいえ').check()
  await expect(page.getByText('ほかの画面かトークでの回答を反映しました')).toBeVisible()
  await next(page)
  await expect(page.locator('.step input:checked')).toHaveValue('3')
  expect(saved('news')).toBe('no')
})

test('EP12, FT34: seventy minutes later the session goes on, and the answer arrives', async ({ page }) => {
  await openAt(page, 'news')
  await page.getByLabel('はい').check()
  await expect.poll(() => saved('news')).toBe('yes')
  server.sessions.clear()
  await page.getByLabel('いいえ').check()
  await expect.poll(() => saved('news')).toBe('no')
})

test('a draft that was cancelled elsewhere goes on here with all that was given', async ({ page }) => {
  await openAt(page, 'news')
  server.drafts.get(mine)!.state = 'cancelled'
  await page.getByLabel('はい').check()
  await expect.poll(() => saved('news')).toBe('yes')
  await expect.poll(() => saved('branch')).toBe('shop_3')
  await expect(page.getByText('この回答はほかの画面で取り消されましたが、ここから続けられます')).toBeVisible()
})

test('whoever comes from the chat for one answer is led back to it', async ({ page }) => {
  const form = { id: 's1', formKey: 'join', version: 1, state: 'draft', revision: 0, number: null } as const
  server.drafts.set(mine, { ...form, answers: { welcome: null }, hidden: {}, known: [], day: '2026-11-21' })
  await open(page, '/forms/join?question=name&from=chat')
  await page.waitForURL(/question=name/)
  for (const [name, text] of Object.entries({
    姓: '結城',
    名: '藍',
    'せい（ふりがな）': 'ゆうき',
    'めい（ふりがな）': 'あい',
  }))
    await box(page, name).fill(text)
  await next(page)
  await expect(page.getByRole('button', { name: 'トークに戻る' })).toBeVisible()
  await expect.poll(() => saved('name')).toMatchObject({ family: '結城' })
  await page.getByRole('button', { name: 'この画面で続ける' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('メールアドレス')

  // The chat waited for that one answer: a page that is loaded anew at another one does not lead back.
  expect(page.url()).not.toContain('from=chat')
  await page.reload()
  await page.locator('.answer input').fill('ai@example.com')
  await next(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('電話番号')
})

test('a member who sends a registration becomes nobody else, and is not told so', async ({ page }) => {
  server.registers = false
  await openAt(page, 'terms')
  await page.getByText('同意します').click()
  await next(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('内容をご確認ください')
  await expect(page.getByText(/会員として登録され/)).toHaveCount(0)
})

for (const [status, reason, sentence] of [
  [400, 'heic', /HEIC/],
  [400, 'too_many', /これ以上ファイルを送れません/],
  [413, undefined, /大きすぎます/],
  [429, undefined, /しばらくしてから/],
  [503, 'no_files', /ファイルを受け付けていません/],
] as const) {
  test(`a file that is refused with ${status} ${reason ?? ''} says why`, async ({ page }) => {
    await openAt(page, 'photo')
    const error = { code: 'refused', message: '', detail: reason ? { reason } : {} }
    server.before = ({ path }) => (path.includes('/files/') ? [status, { error }] : undefined)
    const pdf = { name: 'card.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }
    await page.setInputFiles('input[type=file]', pdf)
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible()
    // What only has to wait can be sent again from where it is.
    await expect(page.getByRole('button', { name: 'もう一度送る' })).toHaveCount(status === 429 ? 1 : 0)
  })
}

for (const [name, opening, title] of [
  ['not open yet', { kind: 'not_yet', opensAt: Date.UTC(2026, 10, 25, 1) }, '受付はこれからです'],
  ['full', { kind: 'full' }, '定員に達しました'],
  ['closed', { kind: 'closed', since: Date.UTC(2026, 10, 25, 1) }, '受付は終了しました'],
] as const) {
  test(`a form that is ${name} says so, and since when or from when on`, async ({ page }) => {
    server.forms['visit'] = { definition: visitForm, opening }
    await open(page, '/forms/visit')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    if (name !== 'full') await expect(page.getByText('2026年11月25日(水) 10:00')).toBeVisible()
  })
}

test('no answer to a personal question is ever in the storage of the browser', async ({ page }) => {
  await openAt(page, 'name')
  for (const [name, text] of Object.entries({
    姓: '結城',
    名: '藍',
    'せい（ふりがな）': 'ゆうき',
    'めい（ふりがな）': 'あい',
  }))
    await box(page, name).fill(text)
  await next(page)
  await page.locator('.answer input').fill('himitsu@example.com')
  const stored = () =>
    page.evaluate(async () =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, await indexedDB.databases()]),
    )
  for (const secret of ['結城', 'ゆうき', 'ユウキ', 'himitsu']) expect(await stored()).not.toContain(secret)
  await page.reload()
  for (const secret of ['結城', 'ゆうき', 'ユウキ', 'himitsu']) expect(await stored()).not.toContain(secret)
})

test('A24: words of form and person are shown as text', async ({ page }) => {
  const evil = '<img src=x onerror=alert(1)>{{7*7}}\u202Egnp'
  server.forms['join'] = {
    definition: {
      ...memberForm,
      purpose: { ja: evil },
      questions: memberForm.questions.map((one) => ({ ...one, title: { ja: evil } })),
    },
  }
  let alerts = 0
  page.on('dialog', (dialog) => (alerts++, dialog.dismiss()))
  await openAt(page, 'terms')
  server.drafts.get(mine)!.answers['name'] = { family: evil, given: evil, familyKana: 'ア', givenKana: 'ア' }
  await page.reload()
  await page.getByText('同意します').click()
  await next(page)
  await expect(page.locator('.check')).toContainText('<img src=x onerror=alert(1)>{{7*7}}')
  expect(await page.locator('.check img').count()).toBe(0)
  expect(alerts).toBe(0)
})

test('その他 survives LINE’s second page load, and its words what was answered before them', async ({ page }) => {
  const options = ['shop_1', 'shop_2'].map((key) => ({ key, label: { ja: key } }))
  const choice = {
    kind: 'single_choice',
    key: 'branch',
    title: { ja: '店' },
    required: true,
    options,
    other: {},
  } as const
  server.forms['join'] = { definition: { title: { ja: '店' }, thanks: { ja: 'どうも' }, questions: [choice] } }
  const held = async (url: string) => {
    let goOn = () => {}
    const going = new Promise<void>((resolve) => (goOn = resolve))
    await page.route(url, async (route) => (await going, await route.continue()))
    return () => goOn()
  }
  const [answer, leave] = [await held('**/liff/api/**'), await held('**/assets/line-sdk-*')]
  const judging = page.waitForResponse('**/assets/judging-*')
  await open(page, '/forms/join')
  await judging
  await page.getByText('その他').click()
  await expect(page.locator('input[type=text]')).toBeVisible()
  const left = page.waitForURL('**/main/forms/join')
  leave()
  await left
  await page.locator('input[type=text]').pressSequentially('駅の')
  const answered = page.waitForResponse('**/draft*')
  answer()
  await answered
  await page.locator('input[type=text]').pressSequentially('売店')
  await expect(page.locator('input[type=text]')).toHaveValue('駅の売店')
  await next(page)
  await expect.poll(() => saved('branch')).toBe('other:駅の売店')
})

test('every kind is reached and answered with the keyboard alone', async ({ page }) => {
  await openAt(page, 'branch')
  const focus = (selector: string) => expect(page.locator(selector).first()).toBeFocused()
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('Tab')
  await focus('select')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  for (
    let tabs = 0;
    tabs < 8 && !(await page.locator('button[type=submit]').evaluate((one) => one === document.activeElement));
    tabs++
  )
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ご友人にすすめたいと思いますか')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => saved('nps')).toBe(1)
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['ja', 'en'] as const) {
    test(`row 27, EP09, EP10: every kind is accessible, ${colorScheme}, ${language}, at 320 px and with large text`, async ({
      browser,
    }) => {
      test.slow()
      const context = await browser.newContext({
        userAgent: liffBrowser,
        colorScheme,
        locale: language === 'ja' ? 'ja-JP' : 'en-US',
        viewport: { width: 320, height: 568 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      await openAt(page, 'terms')
      for (const key of [...Object.keys(given), 'check-page']) {
        if (key === 'check-page') server.drafts.get(mine)!.answers['terms'] = 'agreed'
        await page.goto(`${server.endpointUrl}/forms/join?question=${key}`)
        await expect(page.locator(key === 'check-page' ? '.check' : '.question')).toBeVisible()
        await expect(page.locator('.coming')).toHaveCount(0)
        await isAccessible(page)
      }
      await context.close()
    })
  }
}

test('row 27: an order is filled in by taps, typed numbers and the keyboard, its sum is told, and what is wrong is named', async ({
  page,
}) => {
  const ordered = () => server.drafts.get(`${aiko.uid}:lunch`)?.answers['items']
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 320, height: 568 })
  await open(page, '/forms/lunch')
  const more = page.getByRole('button', { name: 'から揚げ弁当: 1つ増やす' })
  await more.click()
  await more.press('Enter')
  await box(page, 'のり弁当: 数').fill('１２')
  await expect(page.locator('[role=status].sum')).toHaveText(/14個\s*7,600円（税込）/)
  await expect.poll(ordered).toEqual({ chicken: '2', seaweed: '12' })
  const less = page.getByRole('button', { name: 'から揚げ弁当: 1つ減らす' })
  for (let tap = 0; tap < 3; tap++) await less.press('Enter')
  await expect(less).toBeFocused()
  await expect.poll(ordered).toEqual({ seaweed: '12' })
  await box(page, 'お茶（500ml）: 数').fill('たくさん')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('alert')).toHaveText(/「お茶（500ml）」の数/)
  await expect(box(page, 'お茶（500ml）: 数')).toHaveAttribute('aria-invalid', 'true')
  await isAccessible(page)
  await box(page, 'お茶（500ml）: 数').fill('')
  await next(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('お受け取りの日時')
})

/** Axe finds nothing, nothing is wider than the phone with text of twice the size, and every target is large enough. */
async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('main button, main select, main label:has(input), main .field')]
      .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => height > 1 && (width < 44 || height < 44))
      .map(([html]) => html),
  )
  expect(small).toEqual([])
  const width = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  expect(await width()).toBe(0)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
}
