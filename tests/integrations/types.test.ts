import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addKey } from '../../bot/integrations/keys.ts'
import { answersFor } from '../../bot/integrations/v1/fields.ts'
import { programOf } from '../../bot/integrations/types/program.ts'
import {
  formDefinitionSchema,
  type FormDefinition,
  type Question,
  type QuestionKind,
} from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { comes } from '../forms/person.ts'
import { openHall, ownerIn, type Hall } from './receivers.ts'

const text = (ja: string) => ({ ja })
const asked = (key: string) => ({ key, title: text(key), required: false })
const options = [
  { key: 'one', label: text('ひとつ') },
  { key: 'two', label: text('ふたつ') },
]

interface Sample {
  question: Question
  given: unknown
  /** As `/v1` tells it. */
  read: unknown
  /** What its type does not take. */
  wrong: unknown
}

/** One question of each kind. A kind that is missing here does not compile. */
const samples: { [K in Exclude<QuestionKind, 'statement' | 'file' | 'signature' | 'slot'>]: Sample } = {
  short_text: { question: { kind: 'short_text', ...asked('short') }, given: 'はい', read: 'はい', wrong: 1 },
  long_text: { question: { kind: 'long_text', ...asked('long') }, given: "it's */ \n", read: "it's */", wrong: [] },
  single_choice: {
    question: { kind: 'single_choice', ...asked('single'), options },
    given: 'one',
    read: 'one',
    wrong: 'three',
  },
  dropdown: { question: { kind: 'dropdown', ...asked('drop'), options }, given: 'two', read: 'two', wrong: 'three' },
  multiple_choice: {
    question: { kind: 'multiple_choice', ...asked('some'), options },
    ...{ given: ['two', 'one'], read: ['one', 'two'], wrong: ['three'] },
  },
  number: { question: { kind: 'number', ...asked('count'), decimals: true }, given: 2.5, read: 2.5, wrong: '2.5' },
  rating: { question: { kind: 'rating', ...asked('stars'), max: 5 }, given: 4, read: 4, wrong: 6 },
  nps: { question: { kind: 'nps', ...asked('nps') }, given: 0, read: 0, wrong: -1 },
  date: { question: { kind: 'date', ...asked('day') }, given: '2026-12-03', read: '2026-12-03', wrong: 'soon' },
  time: { question: { kind: 'time', ...asked('at') }, given: '10:30', read: '10:30', wrong: '25:00' },
  date_time: {
    question: { kind: 'date_time', ...asked('moment') },
    ...{ given: '2026-12-03T10:30', read: '2026-12-03T10:30:00+09:00', wrong: 'soon' },
  },
  yes_no: { question: { kind: 'yes_no', ...asked('sure') }, given: 'no', read: false, wrong: 'no' },
  consent: {
    question: { kind: 'consent', ...asked('agreed'), text: text('規約'), version: '1' },
    ...{ given: 'agreed', read: true, wrong: false },
  },
  name: {
    question: { kind: 'name', ...asked('name'), kana: true },
    given: { family: '結城', given: '愛子', familyKana: 'ゆうき', givenKana: 'あいこ' },
    read: {
      ...{ full: '結城 愛子', family: '結城', given: '愛子' },
      ...{ full_kana: 'ユウキ アイコ', family_kana: 'ユウキ', given_kana: 'アイコ' },
    },
    wrong: '結城 愛子',
  },
  email: {
    question: { kind: 'email', ...asked('mail') },
    given: 'A@Example.com',
    read: expect.stringMatching(/^a@example.com$/i),
    wrong: 1,
  },
  phone: { question: { kind: 'phone', ...asked('tel') }, given: '090-1234-5678', read: '+819012345678', wrong: '090' },
  birthday: {
    question: { kind: 'birthday', ...asked('born') },
    given: '1990-04-01',
    read: '1990-04-01',
    wrong: '平成2年',
  },
  member_id: { question: { kind: 'member_id', ...asked('member') }, given: 'M0001', read: 'M0001', wrong: 1 },
  slider: {
    question: { kind: 'slider', ...asked('level'), min: 0, max: 10, step: 2 },
    ...{ given: 4, read: 4, wrong: 11 },
  },
  ranking: {
    question: { kind: 'ranking', ...asked('order'), options },
    ...{ given: ['two', 'one'], read: ['two', 'one'], wrong: 'two' },
  },
  order: {
    question: { kind: 'order', ...asked('things'), options: [{ ...options[0]!, price: 500 }, options[1]!] },
    ...{ given: { one: '3' }, read: { items: { one: 3, two: 0 }, quantity: 3, yen: 1500 }, wrong: { one: 3 } },
  },
  matrix: {
    question: { kind: 'matrix', ...asked('grid'), rows: [{ key: 'taste', label: text('味') }], columns: options },
    ...{ given: { taste: 'two' }, read: { taste: 'two' }, wrong: { taste: 'three' } },
  },
  location: {
    question: { kind: 'location', ...asked('where') },
    ...{ given: { place: '京都駅' }, read: { latitude: null, longitude: null, place: '京都駅' }, wrong: '京都駅' },
  },
  money: {
    question: { kind: 'money', ...asked('fee'), currency: 'JPY' },
    ...{ given: 3000, read: 3000, wrong: 0.5 },
  },
  address: {
    question: { kind: 'address', ...asked('home') },
    given: { postcode: '1000001', prefecture: '東京都', city: '千代田区', town: '千代田', rest: '1-1' },
    read: {
      ...{ postcode: '1000001', prefecture: '東京都', city: '千代田区', town: '千代田', rest: '1-1' },
      line: '東京都千代田区千代田 1-1',
    },
    wrong: '東京都',
  },
}

const everyKind: FormDefinition = {
  title: text('すべて */ の質問'),
  thanks: text('ありがとう'),
  questions: [
    { kind: 'statement', ...asked('read_this') },
    ...Object.values(samples).map(({ question }) => question),
    { kind: 'file', ...asked('photo'), accept: 'photo_or_pdf' },
    { kind: 'signature', ...asked('signed') },
  ],
}

const satisfaction: FormDefinition = {
  title: text('満足度アンケート'),
  thanks: text('ありがとう'),
  questions: [
    { kind: 'rating', ...asked('rating'), max: 5 },
    { kind: 'single_choice', ...asked('again'), options },
    { kind: 'email', ...asked('mail') },
  ],
}

/** What somebody's report does with the answers. */
const report = `import { isSatisfaction, parseSatisfaction, musubi, type Satisfaction, type Submission } from './forms.ts'
export const stars = (one: Satisfaction): number => one.rating ?? 0
export const chosen = (one: Satisfaction): 'one' | 'two' | null => one.again
export const mail = (one: Satisfaction): string | null | undefined => one.mail
export const sum = async () => {
  let total = 0
  for await (const { answers } of musubi({ url: 'https://crm.example.com', key: 'msb_' }).all('satisfaction')) total += answers.rating ?? 0
  return total
}
export const read = (value: unknown): Satisfaction | null => (isSatisfaction(value) ? value : parseSatisfaction(value))
export type One = Submission<'satisfaction'>
`

let hall: Hall
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'musubi-types-'))
  hall = await openHall()
})
afterAll(async () => {
  await hall.world.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Builds programs, each with a file that uses it, in one go, because reading the compiler's own types takes longest; answers
 * what the compiler says of each.
 */
function build(all: Record<string, [program: string, user: string]>): Record<string, string[]> {
  const roots: string[] = []
  for (const [name, [program, user]] of Object.entries(all)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'forms.ts'), program)
    writeFileSync(join(folder, name, 'report.ts'), user)
    roots.push(join(folder, name, 'report.ts'))
  }
  const built = ts.createProgram(roots, {
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noEmit: true },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, types: [], skipLibCheck: true },
    ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true },
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  })
  const said = ts.getPreEmitDiagnostics(built).map(({ file, messageText }) => ({
    at: file?.fileName ?? '',
    text: ts.flattenDiagnosticMessageText(messageText, ' '),
  }))
  const of = (name: string) => said.filter(({ at }) => at.startsWith(join(folder, name) + sep) || at === '')
  return Object.fromEntries(Object.keys(all).map((name) => [name, of(name).map((one) => one.text)]))
}

/** The program as it runs. */
async function load(name: string, program: string) {
  const path = join(folder, `${name}.mjs`)
  const { outputText } = ts.transpileModule(program, { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
  writeFileSync(path, outputText)
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, (value: unknown) => unknown>
}

const typed = (key: string, definition: FormDefinition) => ({ key, version: 1, definition })

describe('N6: the types of forms', () => {
  test('build, and a question whose key changes breaks the build of what uses it, not its figures', () => {
    const [rating, ...others] = satisfaction.questions
    const more = structuredClone(satisfaction)
    const choice = more.questions[1]!
    if (choice.kind === 'single_choice') choice.options.push({ key: 'three', label: text('みっつ') })
    const keys = ['tea-party', 'tea_party', '3d', 'schema', 'x']
    const named = programOf(keys.map((key) => typed(key, satisfaction)))
    const one = (definition: FormDefinition) => programOf([typed('satisfaction', definition)])
    const said = build({
      before: [programOf([typed('satisfaction', satisfaction), typed('every', everyKind)]), report],
      renamed: [one({ ...satisfaction, questions: [{ ...rating!, key: 'score' }, ...others] }), report],
      fewer: [one({ ...satisfaction, questions: satisfaction.questions.slice(0, 1) }), report],
      more: [one(more), report],
      gone: [programOf([typed('survey', satisfaction)]), report],
      named: [named, `import type { FormKey } from './forms.ts'\nexport const key: FormKey = 'tea-party'`],
    })
    expect(said['before']).toEqual([])
    expect(said['renamed']).toHaveLength(2)
    for (const problem of said['renamed']!) expect(problem).toContain("Property 'rating' does not exist")
    expect(said['fewer']!.join()).toContain("'again'")
    expect(said['more']!.join()).toContain('"three"')
    expect(said['gone']!.join()).toContain('isSatisfaction')

    // Forms whose keys differ in marks only, or are words of the program itself, have names of their own.
    expect(said['named']).toEqual([])
    const names = [...named.matchAll(/^export const is(\w+)/gm)].map(([, name]) => name)
    expect(names).toEqual(['TeaParty', 'TeaParty2', 'Form3d', 'Schema2', 'X'])
  })

  test('every kind of question goes the whole way: answered, read by /v1, and taken by the validator', async () => {
    const { world } = hall
    await publishForm(world.scope, { key: 'every', definition: everyKind, settings: {} })
    const person = await comes(world, '愛子')
    const id = (await person.open('every')).body.submission!.id
    await person.save(id, 'read_this', null)
    for (const { question, given } of Object.values(samples)) {
      const { status, body } = await person.save(id, question.key, given)
      expect([question.kind, status, body.error]).toEqual([question.kind, 200, undefined])
    }
    const pdf = new TextEncoder().encode('%PDF-1.4\n%%EOF')
    const file = await person.upload(`/submissions/${id}/files/photo`, { bytes: pdf, name: 'a.pdf' })
    await person.save(id, 'photo', [file.id])
    expect((await person.send(id)).status).toBe(200)

    const { key } = await addKey(ownerIn(world), {
      ...{ title: 'x', scopes: ['forms:read', 'submissions:read', 'personal:read'], networks: [], days: null },
    })
    const answer = await world.app.request(`/v1/submissions/${id}`, { headers: { authorization: `Bearer ${key}` } })
    const { answers } = (await answer.json()) as { answers: Record<string, unknown> }
    for (const { question, read } of Object.values(samples))
      expect([question.kind, answers[question.key]]).toEqual([question.kind, read])
    expect(answers['photo']).toEqual([file.id])
    expect('read_this' in answers).toBe(false)

    const { isEvery, parseEvery } = await load('every', programOf([typed('every', everyKind)]))
    expect(parseEvery!(answers)).toBe(answers)
    const nothing = Object.fromEntries(Object.keys(answers).map((one) => [one, null]))
    expect(isEvery!(nothing)).toBe(true)
    for (const { question, wrong } of Object.values(samples))
      expect([question.kind, isEvery!({ ...answers, [question.key]: wrong })]).toEqual([question.kind, false])
    expect(() => parseEvery!({ ...answers, stranger: 1 })).toThrow('answers.stranger: is unknown')
    const { stars: _left, ...missing } = answers
    expect(() => parseEvery!(missing)).toThrow('answers.stars: is missing')
    // Whoever may not read personal answers gets an object without them, which has the type as well.
    const personal = ['name', 'mail', 'tel', 'born', 'member', 'home', 'photo', 'where', 'short', 'long']
    expect(isEvery!(Object.fromEntries(Object.entries(answers).filter(([one]) => !personal.includes(one))))).toBe(true)
  })

  test('a place in a slot reads right, with its moments, also when the slot is gone', async () => {
    const definition: FormDefinition = { ...everyKind, questions: [{ kind: 'slot', ...asked('place') }] }
    const chosen = { slot: 's1', start: '2026-12-03T10:00', end: '2026-12-03T10:30', title: '午前', titleEn: 'Morning' }
    const { answers } = answersFor(definition, new Map([['place', chosen]]), { personal: false })
    expect(answers['place']).toMatchObject({ slot: 's1', start: '2026-12-03T10:00:00+09:00', waiting: false })
    const { isPlaces } = await load('places', programOf([typed('places', definition)]))
    expect(isPlaces!(answers)).toBe(true)
    expect(isPlaces!({ place: { ...(answers['place'] as object), start: 'soon' } })).toBe(false)
  })

  test('and no kind is left out of this', () => {
    const [questions] = [formDefinitionSchema.pipe[0].entries.questions.pipe[0].item]
    const kinds = (questions as unknown as { options: { entries: { kind: { literal: string } } }[] }).options
    const known = kinds.map(({ entries }) => entries.kind.literal).toSorted()
    expect([...Object.keys(samples), 'file', 'signature', 'slot', 'statement'].toSorted()).toEqual(known)
  })

  test('the client reads them by the API, and keeps apart what has another type', async () => {
    const { world } = hall
    for (const people of [1, 2, 3]) await hall.sends(people)
    world.pass(5_000)
    const { key } = await addKey(ownerIn(world), { title: 'x', scopes: ['submissions:read'], networks: [], days: null })
    const form = (max: number): FormDefinition => ({
      ...{ title: text('x'), thanks: text('x') },
      questions: [
        { kind: 'rating', ...asked('people'), max },
        { kind: 'short_text', ...asked('word') },
      ],
    })
    const ask = (url: string, init: RequestInit) => world.app.request(url, init)
    const { musubi } = await load('client', programOf([typed('party', form(3))]))
    type Page = { data: { answers: { people: number } }[]; others: unknown[] }
    const client = musubi!({ url: 'http://localhost:3000', key, fetch: ask }) as {
      page: (key: string, from?: object) => Promise<Page>
      all: (key: string) => AsyncGenerator<Page['data'][number]>
    }
    const read: number[] = []
    for await (const { answers } of client.all('party')) read.push(answers.people)
    expect(read).toEqual([1, 2, 3])
    await hall.sends(9)
    world.pass(5_000)
    const { data, others } = await client.page('party', { limit: 10 })
    expect([data.length, others.length]).toEqual([3, 1])
    await expect(client.page('nowhere')).rejects.toThrow('404')
  })
})
