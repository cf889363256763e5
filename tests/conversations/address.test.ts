import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import { hearAddress } from '../../bot/conversations/address-known.ts'
import type { Run, Said, Setting, Speech, Talk, Turn } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import type { PostcodeFile } from '../../bot/addresses/contract.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { forgetSubmissions } from '../../bot/forms/forget.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { answers, conversations, submissions } from '../../db/schema/index.ts'
import { checkMessages } from '../../simulator/check-messages.ts'
import { comes } from '../forms/person.ts'
import { postcodes } from '../support/postcodes.ts'
import { createWorld, type World } from '../support/world.ts'

const home: Question = { kind: 'address', key: 'home', title: { ja: 'ご住所', en: 'Your address' }, required: true }
const last: Question = { kind: 'short_text', key: 'last', title: { ja: 'ひとこと' }, required: true }
const definition: FormDefinition = {
  title: { ja: 'お届け先' },
  thanks: { ja: 'どうも' },
  questions: [home, last],
}
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: 'https://liff.line.me/1-a' }

/** A talk at the question, in which one thing after another is said: the last turn, and what it leaves. */
async function hears(said: (string | Said)[], more: Partial<Setting> = {}, file: PostcodeFile = postcodes) {
  const run: Run = {
    ...{ id: 'run', formKey: 'entry', formState: 'open', version: 1, definition, state: 'draft', answers: {} },
  }
  let talk: Talk = {
    ...{ run, question: 'home', ticked: [], misunderstood: 0, arrived: true, silentMs: 10_000 },
    ...{ late: false, interrupted: false, lastTap: null },
  }
  const asking: Setting = { ...setting, ...more }
  let turn: Turn = open(run, asking, { resumed: false })
  for (const one of said) {
    const heard: Said = typeof one === 'string' ? { kind: 'text', text: one } : one
    turn = converse(talk, heard, { ...asking, address: await hearAddress(file, talk, heard) })!
    expect(checkMessages(lineMessages(turn.speech), 'http://localhost:3000')).toEqual([])
    talk = { ...talk, ...turn }
  }
  return turn
}
const words = (speech: Speech[]) =>
  speech.map((one) => (one.kind === 'text' ? one.text : [one.title, one.body, one.note].join('\n'))).join('\n')
const valueOf = (turn: Turn) => turn.answers.find(({ question }) => question.key === 'home')?.value
const asked = ({ speech }: Turn) => speech.findLast((one) => one.kind === 'question')!
const press = (turn: Turn, label: string): Said => ({
  kind: 'tap',
  tap: asked(turn).options.find((option) => option.label === label)!.tap,
})

const jingumae = { prefecture: '東京都', city: '渋谷区', town: '神宮前' }
const heights = { ...jingumae, rest: '1-2-3 ハイツ101' }

describe('row 31: an address is answered in the chat', () => {
  test.each<[string[], object]>([
    [['150-0001', '1-2-3 ハイツ101'], { postcode: '1500001', ...heights }],
    [['〒１５０ー０００１', '神宮前１−２−３'], { postcode: '1500001', ...jingumae, rest: '１−２−３' }],
    [['郵便番号は1500001です', '渋谷区神宮前1-2-3'], { postcode: '1500001', ...jingumae, rest: '1-2-3' }],
    [['150−0001', 'はい', '番地なし'], { postcode: '1500001', ...jingumae, rest: '番地なし' }],
    [['〒150-0001 東京都渋谷区神宮前1-2-3 ハイツ101'], { postcode: '1500001', ...heights }],
    [['〒150-0001\n東京都 渋谷区 神宮前\n1-2-3 ハイツ101です。'], { postcode: '1500001', ...heights }],
    [['東京都渋谷区神宮前1-2-3 ハイツ101'], heights],
    [['東京都', '渋谷区', '神宮前', '1-2-3 ハイツ101'], heights],
    [['渋谷区神宮前', '1-2-3 ハイツ101'], heights],
    [
      ['横浜市西区みなとみらい2-2-1'],
      { prefecture: '神奈川県', city: '横浜市西区', town: 'みなとみらい', rest: '2-2-1' },
    ],
    [['横浜市みなとみらい2-2-1'], { prefecture: '神奈川県', city: '横浜市', town: 'みなとみらい', rest: '2-2-1' }],
    [['三重県四日市市諏訪町１の５'], { prefecture: '三重県', city: '四日市市', town: '諏訪町', rest: '１の５' }],
    [
      ['札幌市中央区北1条西2丁目1-1'],
      { prefecture: '北海道', city: '札幌市中央区', town: '北1条西', rest: '2丁目1-1' },
    ],
    [
      ['京都市中京区寺町通御池上る上本能寺前町488'],
      { prefecture: '京都府', city: '京都市中京区', town: '寺町通御池上る上本能寺前町', rest: '488' },
    ],
    [['北海道余市町黒川町一丁目2'], { prefecture: '北海道', city: '余市郡余市町', town: '黒川町', rest: '一丁目2' }],
    [['千代田区霞ヶ関1-1'], { prefecture: '東京都', city: '千代田区', town: '霞ヶ関', rest: '1-1' }],
    [['府中市', '宮町1-2'], { prefecture: '東京都', city: '府中市', town: '宮町', rest: '1-2' }],
    // The town tells which of the many wards of this name it is.
    [['北区王子1-1'], { prefecture: '東京都', city: '北区', town: '王子', rest: '1-1' }],
    [
      ['1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001'],
      { postcode: '1500001', prefecture: 'Tokyo', city: 'Shibuya-ku', town: 'Jingumae', rest: '1-2-3' },
    ],
    [
      ['Heights 101, 2-2-1 Minatomirai, Nishi-ku, Yokohama-shi, Kanagawa, Japan'],
      { prefecture: 'Kanagawa', city: 'Yokohama-shi Nishi-ku', town: 'Minatomirai', rest: '2-2-1, Heights 101' },
    ],
    // A postcode that nobody knows is kept; so is a digital address, of which nobody knows where it is.
    [['999-9999', '東京都渋谷区神宮前1-2-3 ハイツ101'], { postcode: '9999999', ...heights }],
    [['abc-12d3', '東京都渋谷区神宮前1-2-3 ハイツ101'], { postcode: 'ABC12D3', ...heights }],
    // Who changes their mind names another place, by its postcode or its names.
    [['100-0001', '150-0001', '1-2-3 ハイツ101'], { postcode: '1500001', ...heights }],
    [['100-0001', '東京都渋谷区神宮前1-2-3 ハイツ101'], heights],
    [['100-0001', '違います', '東京都渋谷区神宮前1-2-3 ハイツ101'], heights],
    // A building in Latin letters that is called like a prefecture is no other place.
    [['150-0001', '1-2-3 Park Tower Tokyo'], { postcode: '1500001', ...jingumae, rest: '1-2-3 Park Tower Tokyo' }],
    [['150-0001', 'Tokyo Heights 101'], { postcode: '1500001', ...jingumae, rest: 'Tokyo Heights 101' }],
    [['150-0001', '100-1234'], { postcode: '1500001', ...jingumae, rest: '100-1234' }],
  ])('%j', async (said, parts) => {
    const turn = await hears(said)
    expect(valueOf(turn)).toEqual(parts)
    expect(turn).toMatchObject({ question: 'last', ticked: [] })
    expect(words(turn.speech)).toContain('で受け取りました。')
  })

  test('the place of a postcode is told before the house is asked for, and nothing is written until then', async () => {
    const turn = await hears(['150-0001'])
    expect(turn.answers).toEqual([])
    expect(words(turn.speech)).toContain('〒150-0001 東京都渋谷区神宮前\n続けて、番地・建物名・部屋番号を')
    expect(words((await hears(['150-0001', 'ハイツ'])).speech)).toContain('番地がないときは「番地なし」と')
    expect(words((await hears(['150-0001', 'なし'])).speech)).toContain('番地がないときは「番地なし」と')
    // Neither a remark nor half of where it is ends the question.
    for (const said of [
      '明日3時に電話ください',
      '3時以降に届けてください',
      '2階です',
      '3丁目',
      '三丁目です',
      '番号がわかりません',
    ]) {
      const half = await hears(['150-0001', said])
      expect({ said, ...half }).toMatchObject({ said, answers: [], question: 'home' })
      expect(words(half.speech)).toContain('〒150-0001 東京都渋谷区神宮前')
    }
    for (const rest of ['三丁目五番一号', '3丁目5-1', '3の5 2階', '甲123', '十番地', '字上野123番', '番地はありません'])
      expect({ rest, value: valueOf(await hears(['150-0001', rest])) }).toMatchObject({ value: { ...jingumae, rest } })
    // A sticker in between loses nothing.
    expect(valueOf(await hears(['150-0001', { kind: 'other' }, '1-2-3 ハイツ101']))).toMatchObject(heights)
  })

  test('what may be several places is asked about: towns of one postcode, cities of one name, a postcode of elsewhere', async () => {
    const towns = await hears(['452-0961'])
    expect(asked(towns)).toMatchObject({ body: '〒452-0961 愛知県清須市', options: [] })
    expect(valueOf(await hears(['452-0961', '春日明河原1']))).toMatchObject({ town: '春日明河原', rest: '1' })
    const few = await hears(['861-0000'])
    expect(asked(few).options.length).toBeGreaterThan(1)
    const [first] = asked(few).options
    const chosen = await hears(['861-0000', { kind: 'tap', tap: first!.tap }, '1-2'])
    expect(valueOf(chosen)).toMatchObject({ postcode: '8610000', prefecture: '熊本県', rest: '1-2' })

    const cities = await hears(['府中市1-2'])
    expect(words(cities.speech)).toContain('同じ名前の市区町村があります')
    expect(asked(cities).options.map(({ label }) => label)).toEqual(['東京都府中市', '広島県府中市'])
    const fuchu = { prefecture: '広島県', city: '府中市', rest: '1-2' }
    expect(valueOf(await hears(['府中市1-2', press(cities, '広島県府中市')]))).toEqual(fuchu)
    expect(valueOf(await hears(['府中市1-2', '広島']))).toEqual(fuchu)
    // A button of a place that is not asked about any more asks again.
    expect((await hears(['150-0001', press(cities, '広島県府中市')])).answers).toEqual([])

    const wrong = '150-0001 大阪市北区梅田1-1'
    expect(words((await hears([wrong])).speech)).toContain('郵便番号とご住所の場所が違うようです')
    const meant = { postcode: '1500001', prefecture: '大阪府', city: '大阪市北区', town: '梅田', rest: '1-1' }
    expect(valueOf(await hears([wrong, wrong]))).toEqual(meant)
    const office = await hears(['100-8994'])
    expect(valueOf(await hears(['100-8994', press(office, '2丁目7-2 東京中央郵便局')]))).toMatchObject({
      town: '丸の内',
      rest: '2丁目7-2 東京中央郵便局',
    })
  })

  test.each([
    ['こんにちは', 'ご住所として読み取れませんでした'],
    ['港区に住んでいます', 'ご住所として読み取れませんでした'],
    ['1-2-3', '郵便番号は7桁です。今は3桁です'],
    ['150-001', '今は6桁です'],
    ['あ'.repeat(1500), 'ご住所として読み取れませんでした'],
    ['999-9999', 'この郵便番号の住所が見つかりませんでした'],
  ])('%s is no address, and the person reads why and how', async (said, why) => {
    const turn = await hears([said])
    expect(turn).toMatchObject({ answers: [], question: 'home' })
    expect(words(turn.speech)).toContain(why)
    expect(asked(turn).link).not.toBeNull()
  })

  test('without the data it is read by how names end, and a postcode is kept with what follows', async () => {
    const none: PostcodeFile = () => Promise.reject(new TypeError('offline'))
    expect(valueOf(await hears(['東京都渋谷区神宮前1-2-3 ハイツ101'], {}, none))).toEqual(heights)
    expect(words((await hears(['150-0001'], {}, none)).speech)).toContain('調べられませんでした')
    expect(valueOf(await hears(['150-0001', '東京都渋谷区神宮前1-2-3 ハイツ101'], {}, none))).toEqual({
      postcode: '1500001',
      ...heights,
    })
  })

  test('without a mini-app it is asked in the chat all the same, in both languages', async () => {
    const first = await hears([], { liffUrl: null, language: 'en' })
    expect(asked(first)).toMatchObject({ link: null })
    expect(words(first.speech)).toContain('1-2-3 Jingumae, Shibuya-ku, Tokyo')
    expect(words((await hears(['150-0001'], { liffUrl: null, language: 'en' })).speech)).toContain('house number')
  })
})

describe('row 31, N1: in the real app', () => {
  let world: World
  beforeAll(async () => void (world = await createWorld({ demo: false })))
  afterAll(() => world.close())

  test('an address that is begun in the chat stands where LIFF would put it, survives a restart, and is finished in either mouth', async () => {
    await publishForm(world.scope, { key: 'delivery', keyword: 'お届け', definition })
    const aiko = await comes(world, '愛子')
    await aiko.says('お届け')
    expect(await aiko.says('150-0001')).toContain('東京都渋谷区神宮前')
    await world.restart()
    expect(await aiko.says('1-2-3 ハイツ101')).toContain('〒150-0001 東京都渋谷区神宮前 1-2-3 ハイツ101')
    const kept = await world.db.orm.select().from(answers).where(eq(answers.uid, aiko.uid))
    const inChat = kept.map(({ valueText, valueJson }) => ({ valueText, valueJson }))

    const ben = await comes(world, 'ベン')
    await ben.says('お届け')
    await ben.says('150-0001')
    const draft = (await ben.open('delivery')).body.submission!
    await ben.save(draft.id, 'home', { postcode: '150-0001', ...heights })
    expect(await ben.says('続き')).toContain('ひとこと')
    const inLiff = await world.db.orm.select().from(answers).where(eq(answers.uid, ben.uid))
    expect(inLiff.map(({ valueText, valueJson }) => ({ valueText, valueJson }))).toEqual(inChat)
    // What was begun of it in the chat is gone with its answer.
    const talks = await world.db.orm.select({ ticked: conversations.ticked }).from(conversations)
    expect(talks.map(({ ticked }) => ticked)).toEqual([[], []])
  })

  test('96: half an address is as old as its draft, and goes with it', async () => {
    const kei = await comes(world, '恵')
    await kei.says('お届け')
    await kei.says('150-0001')
    const partsOf = async () => {
      const rows = await world.db.orm.select({ ticked: conversations.ticked }).from(conversations)
      return rows.flatMap(({ ticked }) => ticked)
    }
    expect(await partsOf()).toContain('town=神宮前')
    const [draft] = await world.db.orm
      .select({ id: submissions.id })
      .from(submissions)
      .where(eq(submissions.uid, kei.uid))
    const now = world.scope.clock()
    await world.db.write(await forgetSubmissions({ ...world.scope, db: world.db }, 'unfinished', [draft!.id], now))
    expect(await partsOf()).toEqual([])
  })

  test('two messages in quick succession are one after the other, a double tap is one, and an old button offers to change', async () => {
    const mori = await comes(world, '森')
    const { simulator, rest } = world
    const chat = () => simulator.chat(mori.uid, 'main')
    await mori.says('お届け')
    await Promise.all(['府中市', '1-2'].map((text) => simulator.say(mori.uid, 'main', text)))
    await rest()
    const [tokyo] = buttonsIn(chat().at(-1)).filter(({ label }) => label === '東京都府中市')
    await Promise.all([tokyo!, tokyo!].map((button) => simulator.tap(mori.uid, 'main', button)))
    await rest()
    const kept = await world.db.orm.select().from(answers).where(eq(answers.uid, mori.uid))
    expect(kept.map(({ valueText }) => valueText)).toEqual(['東京都府中市1-2'])
    // The button of the question that was answered.
    world.pass(5_000)
    await simulator.tap(mori.uid, 'main', tokyo!)
    await rest()
    expect(JSON.stringify(chat().at(-1))).toContain('と回答済みです')
  })
})

/** The actions of the buttons in a message. */
function buttonsIn(message: unknown): { type: 'postback'; label: string; data: string }[] {
  if (typeof message !== 'object' || message === null) return []
  const { action, ...parts } = message as { action?: { type: string; label: string; data: string } }
  const own = action?.type === 'postback' ? [action as { type: 'postback'; label: string; data: string }] : []
  return [...own, ...Object.values(parts).flatMap(buttonsIn)]
}
