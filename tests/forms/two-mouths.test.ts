import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers, submissions } from '../../db/schema/index.ts'
import type { FormDefinition, Question, SubmissionView } from '../../bot/forms/contract.ts'
import { checkAnswer, type Problem, problemText, todayInJapan } from '../../bot/forms/check.ts'
import { nextQuestion } from '../../bot/forms/flow.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, type Person } from './person.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ demo: false })))
afterAll(() => world.close())

/** A small generator of numbers below 1, the same for the same seed. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return { is: (share: number) => next() < share, of: <T>(all: readonly T[]) => all[Math.floor(next() * all.length)]! }
}
type Chance = ReturnType<typeof chance>

const jingumae = { prefecture: '東京都', city: '渋谷区', town: '神宮前', rest: '1-2-3 ハイツ101' }
const options = ['a', 'b', 'c'].map((key, at) => ({ key, label: { ja: `選択${key}` }, score: at }))

/** One message, or several one after the other. */
type Said = string | string[]

/** Of each kind that the chat asks by itself, with answers as LIFF sends them and as people say them; null passes it over. */
const kinds: { kind: Question['kind']; more?: object; answers: [given: unknown, said: Said][] }[] = [
  {
    kind: 'short_text',
    answers: [
      ['桜', '桜'],
      ['{{person.name}} $1', '{{person.name}} $1'],
    ],
  },
  { kind: 'long_text', answers: [['上\n下', '上\n下']] },
  {
    kind: 'single_choice',
    more: { options },
    answers: [
      ['a', '選択a'],
      ['b', '2'],
      ['c', '選択ｃ'],
    ],
  },
  {
    kind: 'dropdown',
    more: { options },
    answers: [
      ['a', '選択a'],
      ['c', '選択c'],
    ],
  },
  {
    kind: 'multiple_choice',
    more: { options },
    answers: [
      [['a'], '選択a'],
      [['a', 'c'], '選択a、選択c'],
    ],
  },
  {
    kind: 'number',
    answers: [
      [3, '３人'],
      [12, '12'],
    ],
  },
  {
    kind: 'rating',
    more: { max: 5 },
    answers: [
      [1, '1'],
      [5, '５'],
    ],
  },
  {
    kind: 'nps',
    answers: [
      [0, '0'],
      [10, '満点'],
    ],
  },
  {
    kind: 'yes_no',
    answers: [
      ['yes', 'はい'],
      ['no', 'いいえ'],
    ],
  },
  { kind: 'date', answers: [['2026-12-24', '12/24']] },
  { kind: 'time', answers: [['18:30', '18:30']] },
  { kind: 'date_time', answers: [['2026-12-24T18:30', '12/24 18:30']] },
  { kind: 'email', answers: [['aiko@example.com', 'aiko@example.com']] },
  { kind: 'phone', answers: [['090-1234-5678', '090-1234-5678']] },
  { kind: 'birthday', answers: [['昭和50年5月5日', '昭和50年5月5日']] },
  { kind: 'member_id', answers: [['M0001', 'M0001']] },
  { kind: 'consent', more: { text: { ja: '規約' }, version: '1' }, answers: [['agreed', '同意します']] },
  {
    kind: 'order',
    more: { options: options.map(({ score, ...one }) => ({ ...one, price: 100 * score })), unit: { ja: '枚' } },
    answers: [
      [{ a: '2', c: '1' }, '選択a 2、選択c'],
      [{ b: '12' }, '2番を１２枚'],
    ],
  },
  {
    kind: 'address',
    answers: [
      [{ postcode: '150-0001', ...jingumae }, ['150-0001', '1-2-3 ハイツ101']],
      [{ ...jingumae, town: '' }, ['東京都', '渋谷区1-2-3 ハイツ101']],
      [{ postcode: '1500001', ...jingumae, rest: '１−２' }, ['〒150-0001 東京都渋谷区神宮前１−２']],
    ],
  },
  { kind: 'name', answers: [[{ family: '山田', given: '花子' }, '山田 花子']] },
  { kind: 'money', more: { currency: 'JPY' }, answers: [['12,000', '1万2千円']] },
  { kind: 'location', answers: [[{ place: '渋谷駅前' }, '渋谷駅前']] },
  { kind: 'statement', answers: [] },
]

const inParts = kinds.find(({ kind }) => kind === 'address')!

interface Play {
  definition: FormDefinition
  given: Map<string, [given: unknown, said: Said]>
}

/** A form with branches, jumps, pages that not everybody is asked, required-if, a score and endings, and one set of answers to all of it. */
function play({ is, of }: Chance): Play {
  const given: Play['given'] = new Map()
  const deciders: { key: string; values: unknown[] }[] = []
  const condition = () => {
    const decider = of(deciders)
    return { fact: `answer.${decider.key}`, is: 'equals' as const, value: of(decider.values) as string | number }
  }
  const count = of([4, 5, 6])
  const keys = Array.from({ length: count }, (_, at) => `q${at}`)
  let page: { showWhen?: ReturnType<typeof condition> } = {}
  const questions = keys.map((key, at) => {
    const { kind, more = {}, answers: all } = at === 0 ? kinds[2]! : at === 1 && is(0.5) ? inParts : of(kinds)
    const required = kind !== 'statement' && is(0.5)
    const branches = deciders.length > 0
    if (at === 2 && is(0.5)) page = { showWhen: condition() }
    const question = {
      ...{ kind, key, title: { ja: `問い${at}` }, required, ...more },
      ...(branches && is(0.3) && { showWhen: condition() }),
      ...(branches && !required && kind !== 'statement' && is(0.3) && { requiredWhen: condition() }),
      page: at < 2 ? 'first' : 'last',
    }
    if (['single_choice', 'rating', 'yes_no'].includes(kind)) deciders.push({ key, values: all.map(([one]) => one) })
    const later = [...keys.slice(at + 2), 'end']
    const jumps = is(0.35) ? [{ ...(is(0.8) && { when: condition() }), to: of(later) }] : undefined
    if (kind !== 'statement')
      given.set(key, !required && !('requiredWhen' in question) && is(0.25) ? [null, 'スキップ'] : of(all))
    return { ...question, ...(jumps && { jumps }) } as Question
  })
  return {
    given,
    definition: {
      title: { ja: '試し' },
      thanks: { ja: '{{answer.q0|どなたか}}さん、どうも' },
      questions,
      pages: [
        { key: 'first', title: { ja: 'はじめに' } },
        { key: 'last', ...page },
      ],
      calculations: [{ key: 'points', title: { ja: '点' }, formula: { do: 'plus', of: [{ fact: 'score.q0' }, 1] } }],
      endings: [{ key: 'high', when: { fact: 'value.points', is: 'at_least', value: 2 }, thanks: { ja: '高い' } }],
    },
  }
}

/** Fills the form in, each question by the mouth that is chosen for it, and sends it by the last one; what is stored then. */
async function fill(form: { key: string; keyword: string }, { definition, given }: Play, mouth: () => 'liff' | 'chat') {
  const person = await comes(world, '愛子')
  let before: 'liff' | 'chat' | null = null
  for (let steps = 0; steps < 40; steps++) {
    const now = mouth()
    const view = await standing(person, form.key, now)
    if (view?.state === 'finished') break
    world.pass(5_000)
    const question = nextQuestion(definition, view?.answers ?? {}, view ?? {})
    if (now === 'chat') {
      // The keyword takes up what was begun, wherever that was; in the middle of a talk the answer itself does.
      if (before !== 'chat') await person.says(form.keyword)
      else if (!question) await person.says('送信する')
      else {
        const [value, words] = given.get(question.key)!
        // Somebody may stop in the middle of an address, and go on wherever they are next.
        const parts = [words].flat()
        for (const part of mouth() === 'liff' ? parts.slice(0, 1) : parts) await person.says(part)
        // One alone of several is ticked, and waits for others.
        if (isAlone(question, value)) await person.says('決定')
      }
    } else if (question) await person.save(view!.id, question.key, given.get(question.key)?.[0] ?? null)
    else await person.send(view!.id)
    before = now
  }
  return stored(person.uid)
}

/** One of several options, or one thing of an order. */
const isAlone = ({ kind }: Question, value: unknown) =>
  (kind === 'multiple_choice' || kind === 'order') && value !== null && Object.keys(value as object).length === 1

/** What there is of the person; in LIFF the form is opened first. */
async function standing(person: Person, key: string, mouth: 'liff' | 'chat'): Promise<SubmissionView | null> {
  if (mouth === 'liff') {
    const opened = (await person.open(key)).body
    return opened.submission ?? ({ state: 'finished' } as SubmissionView)
  }
  const row = await world.db.orm.select().from(submissions).where(eq(submissions.uid, person.uid)).get()
  if (!row || row.state === 'finished') return (row as SubmissionView | undefined) ?? null
  return (await person.open(key)).body.submission
}

async function stored(uid: string) {
  const row = await world.db.orm.select().from(submissions).where(eq(submissions.uid, uid)).get()
  const { state, skipped, hidden, known, calculated, endingKey, version, reachedKey } = row!
  const given = await world.db.orm
    .select({
      key: answers.questionKey,
      text: answers.valueText,
      number: answers.valueNumber,
      time: answers.valueTime,
      json: answers.valueJson,
    })
    .from(answers)
    .where(eq(answers.uid, uid))
    .orderBy(asc(answers.questionKey))
  return { state, skipped: skipped.toSorted(), hidden, known, calculated, endingKey, version, reachedKey, given }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'N1: 36: whatever the form, the answers and the hand-over, both mouths leave the same row (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const dice = chance(seed * 7919)
    const played = play(dice)
    const form = { key: `play${seed}`, keyword: `ためし${seed}` }
    await publishForm(world.scope, { ...form, definition: played.definition })
    const alone = await fill(form, played, () => 'liff')
    expect(alone.state).toBe('finished')
    expect(await fill(form, played, () => 'chat')).toEqual(alone)
    const mixed = () => (dice.is(0.5) ? ('liff' as const) : ('chat' as const))
    expect(await fill(form, played, mixed)).toEqual(alone)
    expect(await fill(form, played, mixed)).toEqual(alone)
  },
)

test('row 18: an answer is held against the others and against the clock, and both mouths say so in the same words', async () => {
  const day = { kind: 'date', required: true } as const
  const questions = [
    { ...day, key: 'from', title: { ja: '開始日', en: 'From' } },
    {
      ...{ ...day, key: 'until', title: { ja: '終了日', en: 'Until' } },
      compared: [{ is: 'more_than', than: 'from' }],
    },
    { kind: 'number', key: 'adults', title: { ja: '大人' }, required: true },
    {
      ...{ kind: 'number', key: 'rooms', title: { ja: '部屋' }, required: false },
      compared: [{ is: 'at_most', than: 'adults' }],
    },
    { kind: 'date_time', key: 'call', title: { ja: 'お電話' }, required: true, min: 'today' },
  ] as Question[]
  const form = { key: 'stay', keyword: '宿泊' }
  await publishForm(world.scope, {
    ...form,
    definition: { title: { ja: '宿泊' }, thanks: { ja: 'お待ちしています' }, questions, checkPage: true },
  })
  const late = '「開始日」（2026年12月3日）より後の日付を選んでください'
  const many = '「大人」（2）以下の数字を入力してください'
  const now = new Date(world.scope.clock() + 9 * 3_600_000).toISOString()
  const [today, time] = [now.slice(0, 10), now.slice(11, 16)]
  const over = `その時刻は過ぎています。いま（${time}）より後の日時を選んでください`

  const ben = await comes(world, 'ベン')
  const { id } = (await ben.open('stay')).body.submission!
  const problem = async (key: string, value: unknown) => {
    const { body } = await ben.save(id, key, value)
    const found = body.error?.detail?.['problem'] as Problem | undefined
    return found && problemText(found, 'ja')
  }
  expect(await problem('from', '2026-12-03')).toBeUndefined()
  expect(await problem('until', '2026-12-03')).toBe(late)
  expect(await problem('until', '2026-12-05')).toBeUndefined()
  expect(await problem('adults', 2)).toBeUndefined()
  expect(await problem('rooms', 3)).toBe(many)
  expect(await problem('call', `${today}T00:00`)).toBe(over)
  expect(await problem('call', `${today}T${time}`)).toBeUndefined()
  // Changed afterwards, the earlier answer keeps the form from being sent, with the reason.
  await ben.save(id, 'from', '2026-12-06')
  const { status, body } = await ben.send(id)
  expect({ status, missing: body.error?.detail?.['missing'] }).toEqual({ status: 400, missing: ['until'] })
  expect(problemText(body.error?.detail?.['problem'] as Problem, 'en')).toBe(
    'Please choose a date after “From” (6 December 2026)',
  )
  await ben.save(id, 'until', '2026-12-07')
  expect((await ben.send(id)).status).toBe(200)

  const aiko = await comes(world, '愛子')
  await aiko.says(form.keyword)
  expect(await aiko.says('12/3')).toContain('「開始日」（2026年12月3日）より後の日付')
  expect(await aiko.says('12/3')).toContain(`${late}。`)
  await aiko.says('12/5')
  await aiko.says('2')
  expect(await aiko.says('3')).toContain(`${many}。`)
  await aiko.says('スキップ')
  expect(await aiko.says('今日 0時')).toContain(`${over}。`)
  await aiko.says('今日 23:30')
  // Who goes back and changes the beginning is asked for the end again, and told why.
  await aiko.says('直す')
  await aiko.says('1')
  expect(await aiko.says('12/6')).toContain('「開始日」（2026年12月6日）より後の日付を選んでください')
  await aiko.says('12/7')
  expect(await aiko.says('送信する')).toContain('お待ちしています')
})

test('row 18: what the page refuses at the field the server refuses in the same words, whoever passes the page by', async () => {
  const common = { title: { ja: '問い' }, required: true }
  const wrong: [Partial<Question> & { kind: Question['kind'] }, unknown[]][] = [
    [{ kind: 'short_text', lengthMin: 3, lengthMax: 5 }, ['', 'ab', 'abcdef', 7, null]],
    [{ kind: 'number', min: 1, max: 9 }, [0, 10, 2.5, 'いくつか']],
    [{ kind: 'single_choice', options }, ['d', ['a'], null]],
    [
      { kind: 'multiple_choice', options, chosenMin: 2, chosenMax: 2 },
      [['a'], ['a', 'b', 'c'], ['a', 'a'], ['x', 'y']],
    ],
    [{ kind: 'rating', max: 5 }, [0, 6, 'good']],
    [{ kind: 'date', min: 'today' }, ['2020-01-01', '2026-02-30', 'あした']],
    [{ kind: 'email' }, ['aiko', 'aiko@', '@example.com']],
    [{ kind: 'phone' }, ['123', '電話なし']],
    [{ kind: 'birthday' }, ['3000-01-01', '昭和99年1月1日']],
    [{ kind: 'consent', text: { ja: '規約' }, version: '1' }, ['no', null]],
    [{ kind: 'slider', min: 0, max: 10, step: 5 }, [3, 11]],
    [{ kind: 'money', min: 100, currency: 'JPY' }, [99, -1, 0.5]],
    [
      { kind: 'order', min: 2, max: 5, options: [{ key: 'a', label: { ja: '甲' }, max: 4 }] },
      [{ a: '5' }, { a: '1' }, { a: '-1' }, { a: '1.5' }, { a: 'たくさん' }, { b: '2' }, { a: '0' }, ['a'], 'a', null],
    ],
    [{ kind: 'yes_no' }, ['maybe']],
  ]
  const questions = wrong.map(([question], at) => ({ key: `q${at}`, ...common, ...question }) as Question)
  await publishForm(world.scope, {
    key: 'strict',
    definition: { title: { ja: '試し' }, thanks: { ja: 'どうも' }, questions },
  })
  const ben = await comes(world, 'ベン')
  const { id } = (await ben.open('strict')).body.submission!
  const today = todayInJapan(world.scope.clock())
  for (const [at, [{ kind }, values]] of wrong.entries())
    for (const value of values) {
      const here = checkAnswer(questions[at]!, value, today)
      const { status, body } = await ben.save(id, `q${at}`, value)
      const told = `${kind} ${JSON.stringify(value)}`
      expect({ told, status, problem: body.error?.detail?.['problem'] }).toEqual({
        ...{ told, status: 400, problem: here.ok ? 'taken by the page' : here.problem },
      })
    }
  expect(await world.db.orm.select().from(answers).where(eq(answers.uid, ben.uid))).toEqual([])
})
