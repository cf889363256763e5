import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnswerValue, Question } from '../../bot/forms/contract.ts'
import { columnsOf as exported, type ExportRow } from '../../bot/forms/export-columns.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { summariseForm } from '../../bot/forms/summary.ts'
import type { Chart } from '../../bot/forms/summary-contract.ts'
import type { StaffScope } from '../../bot/http/staff-door.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes } from './person.ts'

const common = { key: 'q', title: { ja: '問い', en: 'Question' }, required: true }

const drinks = [
  { key: 'coffee', label: { ja: 'コーヒー' } },
  { key: 'tea', label: { ja: 'お茶' } },
  { key: 'juice', label: { ja: 'ジュース' } },
]
const line = (key: string, ja: string) => ({ key, label: { ja } })
const chosen = (key: string, ja: string, count: number) => ({ key, label: { ja }, count, gone: false })

/** One kind on its way: what the page sends, what the chat is told, and what comes of it everywhere. */
interface Round {
  question: Question
  /** What LIFF sends: as chosen, or as typed. */
  liff: unknown
  /** What is typed in the chat instead, message by message; null: the chat hands over to the page. */
  chat: (string | { title: string; address: string; latitude: number; longitude: number })[] | null
  stored: Partial<Record<'valueText' | 'valueNumber' | 'valueJson', AnswerValue | null>>
  chart: Chart
  cells: Record<string, unknown>
}

const rounds: Round[] = [
  {
    question: { kind: 'slider', ...common, min: 0, max: 10, step: 0.5, unit: { ja: '点' } },
    liff: 7.5,
    chat: ['７．５点です'],
    stored: { valueNumber: 7.5 },
    chart: {
      type: 'number',
      bins: [{ from: 7, to: 8, count: 2 }],
      whole: false,
      mean: 7.5,
      median: 7.5,
      unit: { ja: '点' },
    },
    cells: { '問い [q]': 7.5 },
  },
  {
    question: { kind: 'ranking', ...common, options: drinks, top: 2 },
    liff: ['tea', 'juice'],
    chat: ['2', 'ジュース'],
    stored: { valueJson: ['tea', 'juice'] },
    chart: {
      type: 'ranking',
      places: 2,
      options: [
        { ...chosen('tea', 'お茶', 2), first: 2, mean: 1 },
        { ...chosen('juice', 'ジュース', 2), first: 0, mean: 2 },
        { ...chosen('coffee', 'コーヒー', 0), first: 0, mean: null },
      ],
    },
    cells: { '問い 1位 [q.1]': 'お茶', '問い 2位 [q.2]': 'ジュース' },
  },
  {
    question: {
      kind: 'matrix',
      ...common,
      rows: [line('taste', '味'), line('price', '価格')],
      columns: drinks.slice(0, 2),
    },
    liff: { price: 'tea', taste: 'coffee' },
    chat: null,
    stored: { valueText: 'taste.coffee price.tea', valueJson: { taste: 'coffee', price: 'tea' } },
    chart: {
      type: 'matrix',
      several: false,
      columns: [
        { ...line('coffee', 'コーヒー'), gone: false },
        { ...line('tea', 'お茶'), gone: false },
      ],
      rows: [
        { ...line('taste', '味'), gone: false, counts: [1, 0] },
        { ...line('price', '価格'), gone: false, counts: [0, 1] },
      ],
    },
    cells: { '問い 味 [q.taste]': 'コーヒー', '問い 価格 [q.price]': 'お茶' },
  },
  {
    question: {
      kind: 'matrix',
      ...common,
      several: true,
      rows: [line('mon', '月'), line('tue', '火'), line('wed', '水')],
      columns: [line('morning', '朝'), line('night', '夜')],
    },
    liff: ['wed.night', 'mon.night', 'mon.morning'],
    chat: null,
    stored: { valueText: null, valueJson: ['mon.morning', 'mon.night', 'wed.night'] },
    chart: {
      type: 'matrix',
      several: true,
      columns: [
        { ...line('morning', '朝'), gone: false },
        { ...line('night', '夜'), gone: false },
      ],
      rows: [
        { ...line('mon', '月'), gone: false, counts: [1, 1] },
        { ...line('tue', '火'), gone: false, counts: [0, 0] },
        { ...line('wed', '水'), gone: false, counts: [0, 1] },
      ],
    },
    cells: { '問い 月 [q.mon]': '朝、夜', '問い 火 [q.tue]': null, '問い 水 [q.wed]': '夜' },
  },
  {
    question: { kind: 'location', ...common },
    liff: { latitude: '38.260132', longitude: '140.882438', place: '=仙台駅' },
    chat: [{ title: '=仙台駅', address: '', latitude: 38.260132, longitude: 140.882438 }],
    stored: {
      valueText: '=仙台駅(38.260132,140.882438)',
      valueJson: { latitude: '38.260132', longitude: '140.882438', place: '=仙台駅' },
    },
    chart: { type: 'texts' },
    cells: {
      '問い 場所 [q.place]': '=仙台駅',
      '問い 緯度 [q.latitude]': 38.260132,
      '問い 経度 [q.longitude]': 140.882438,
    },
  },
  {
    question: { kind: 'single_choice', ...common, options: drinks, other: {} },
    liff: 'other: 麦茶 ',
    chat: ['その他：麦茶'],
    stored: { valueText: 'other:麦茶' },
    chart: {
      type: 'choices',
      several: false,
      choices: [
        chosen('coffee', 'コーヒー', 0),
        chosen('tea', 'お茶', 0),
        chosen('juice', 'ジュース', 0),
        { key: 'other', label: { ja: 'その他', en: 'Other' }, count: 2, gone: false },
      ],
    },
    cells: { '問い [q]': 'その他（麦茶）', '問い その他 [q.other]': '麦茶' },
  },
  {
    question: { kind: 'multiple_choice', ...common, options: drinks, other: { label: { ja: 'ほか' } } },
    liff: ['other:=1+1', 'tea'],
    chat: null,
    stored: { valueJson: ['tea', 'other:=1+1'] },
    chart: {
      type: 'choices',
      several: true,
      choices: [
        chosen('coffee', 'コーヒー', 0),
        chosen('tea', 'お茶', 1),
        chosen('juice', 'ジュース', 0),
        chosen('other', 'ほか', 1),
      ],
    },
    cells: { '問い [q]': 'お茶、ほか（=1+1）', '問い ほか [q.other]': '=1+1' },
  },
  {
    question: { kind: 'money', ...common, currency: 'JPY', max: 50_000 },
    liff: '12,000',
    chat: ['１万2千円'],
    stored: { valueNumber: 12_000 },
    chart: {
      type: 'number',
      bins: [{ from: 12_000, to: 12_001, count: 2 }],
      whole: true,
      mean: 12_000,
      median: 12_000,
      unit: { ja: '円', en: ' yen' },
    },
    cells: { '問い [q]': 12_000 },
  },
  {
    question: {
      ...{ kind: 'order', ...common, min: 2, max: 20, unit: { ja: '個', en: 'pieces' } },
      options: [
        { ...line('chicken', 'から揚げ弁当'), price: 680, max: 10 },
        { ...line('tea', 'お茶'), price: 150 },
        line('wipe', 'おしぼり'),
      ],
    },
    liff: { tea: '１個', wipe: '0', chicken: ' 2 ' },
    chat: ['から揚げ弁当を二つ、お茶１個お願いします'],
    stored: { valueText: 'chicken.2 tea.1', valueNumber: 3, valueJson: { chicken: '2', tea: '1' } },
    chart: {
      ...{ type: 'order', unit: { ja: '個', en: 'pieces' }, quantity: 6, yen: 3020 },
      options: [
        { ...chosen('chicken', 'から揚げ弁当', 2), quantity: 4, yen: 2720 },
        { ...chosen('tea', 'お茶', 2), quantity: 2, yen: 300 },
        { ...chosen('wipe', 'おしぼり', 0), quantity: 0, yen: 0 },
      ],
    },
    cells: {
      '問い から揚げ弁当 [q.chicken]': 2,
      '問い お茶 [q.tea]': 1,
      '問い おしぼり [q.wipe]': 0,
      '問い 合計数 [q.quantity]': 3,
      '問い 合計金額 [q.yen]': 1510,
    },
  },
]

let world: World
let staff: StaffScope
beforeAll(async () => {
  world = await createWorld({ demo: false })
  staff = {
    ...world.scope,
    actor: { kind: 'staff', staffId: 'sato', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true },
  } as StaffScope
})
afterAll(() => world.close())

describe.each(rounds)('N6, market 16 and 32: $question.kind', ({ question, liff, chat, stored, chart, cells }) => {
  const key = question.kind.replace('_', '') + ('several' in question ? '-several' : '')
  const words = { title: { ja: '用紙' }, thanks: { ja: 'ありがとうございました' } }
  const definition = { ...words, questions: [question], checkPage: false }
  const given: (typeof answers.$inferSelect)[] = []
  const rowOf = async (uid: string) => {
    const rows = await world.db.orm.select().from(answers).where(eq(answers.uid, uid))
    expect(rows).toHaveLength(1)
    return rows[0]!
  }

  test('the page and the chat keep the same', async () => {
    await publishForm(world.scope, { key, keyword: key, definition })
    const aiko = await comes(world, '愛子')
    const { id } = (await aiko.open(key)).body.submission!
    expect((await aiko.save(id, 'q', liff)).status).toBe(200)
    expect((await aiko.send(id)).status).toBe(200)
    given.push(await rowOf(aiko.uid))
    const none = { valueText: null, valueNumber: null, valueTime: null, valueJson: null }
    expect(given[0]).toMatchObject({ ...none, ...stored })
    if (chat === null) return
    const ben = await comes(world, 'Ben')
    let said = await ben.says(key)
    for (const one of chat) said = typeof one === 'string' ? await ben.says(one) : await ben.sendsPlace(one)
    expect(said).toContain('ありがとうございました')
    given.push(await rowOf(ben.uid))
    const { valueText, valueNumber, valueTime, valueJson } = given[0]!
    expect(given[1]).toMatchObject({ valueText, valueNumber, valueTime, valueJson, answeredIn: 'chat' })
  })

  test('the summary shows it', async () => {
    const { questions } = await summariseForm(staff, key, {})
    expect(questions[0]).toMatchObject({ answered: given.length, chart })
  })

  test('the file says it', async () => {
    const [own] = given
    const value = (own!.valueJson ?? own!.valueNumber ?? own!.valueText) as AnswerValue
    const row = { definition, values: new Map([['q', value]]), booked: new Map() } as unknown as ExportRow
    const asked = [{ question, old: false, personal: false, goneOptions: [], earlier: [] }]
    const beside = { hidden: [], calculations: [], endings: [], endingTells: () => false }
    const setting = { asked, language: 'ja', seesPersonal: true, fileUrl: (id: string) => `/${id}`, beside } as const
    const columns = exported(['question:q'], setting)
    // The keys of what was chosen are texts as well.
    for (const { cell } of exported(['options:q'], setting)) expect(String(cell(row))).toMatch(/^[a-z_.,\d]+$/)
    expect(Object.fromEntries(columns.map(({ label, key: part, cell }) => [`${label} [${part}]`, cell(row)]))).toEqual(
      cells,
    )
  })

  test('and whoever sends something else is told so, and nothing is kept', async () => {
    const eve = await comes(world, 'Eve')
    const { id } = (await eve.open(key)).body.submission!
    // A place may be called anything.
    const notWords = question.kind === 'location' ? [] : ['=1+1']
    for (const wrong of [{ __proto__: null, x: '1' }, ['<script>'], -1e300, '\u202E{{7*7}}'.repeat(300), ...notWords])
      expect((await eve.save(id, 'q', wrong)).status).toBe(400)
    expect(await world.db.orm.select().from(answers).where(eq(answers.submissionId, id))).toEqual([])
    await world.db.orm.delete(submissions).where(eq(submissions.id, id))
  })
})

test('N6: what is no option of many has no column of keys', () => {
  const slot: Question = { kind: 'slot', ...common }
  const asked = [{ question: slot, old: false, personal: false, goneOptions: [], earlier: [] }]
  const beside = { hidden: [], calculations: [], endings: [], endingTells: () => false }
  expect(exported(['options:q'], { asked, language: 'ja', seesPersonal: true, fileUrl: String, beside })).toEqual([])
})
