import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answers, deliveries, submissions } from '../../db/schema/index.ts'
import { encodeTap } from '../../bot/conversations/tap.ts'
import type { Question } from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

test('row 30: Aiko adds the account, is greeted, answers the survey in the chat, and every answer stands once against her UID', async () => {
  const { simulator, rest, db } = world
  const aiko = simulator.addPerson({ name: '愛子' })
  await simulator.follow(aiko.uid, 'main')
  await rest()
  await simulator.say(aiko.uid, 'main', 'アンケート')
  await rest()
  for (const said of ['家族と', '2', '5', 'コーヒー、スタッフ', '12/3', 'また来ます']) {
    await simulator.say(aiko.uid, 'main', said)
    await rest()
  }
  const [submission] = await db.orm.select().from(submissions).where(eq(submissions.uid, aiko.uid))
  expect(submission).toMatchObject({ state: 'finished', number: 1, beganIn: 'chat', finishedIn: 'chat' })
  const rows = await db.orm
    .select()
    .from(answers)
    .where(eq(answers.uid, aiko.uid))
    .orderBy(asc(answers.answeredAt), asc(answers.questionKey))
  expect(
    Object.fromEntries(rows.map((row) => [row.questionKey, row.valueText ?? row.valueNumber ?? row.valueJson])),
  ).toEqual({
    company: 'family',
    children: 2,
    satisfaction: 5,
    liked: ['coffee', 'staff'],
    next_visit: '2026-12-03',
    comment: 'また来ます',
  })
  const sent = await db.orm.select().from(deliveries)
  expect(sent.map(({ method, state }) => `${method} ${state}`)).toEqual(Array(8).fill('reply accepted'))
  expect(simulator.pushed('main')).toBe(0)
})

test('row 31, EP03: five choices are five taps in the chat, and cost nothing', async () => {
  const { simulator, rest, db } = world
  const choice = (key: string): Question => ({
    ...{ kind: 'single_choice', key, title: { ja: key }, required: true },
    options: [
      { key: 'a', label: { ja: 'A' } },
      { key: 'b', label: { ja: 'B' } },
    ],
  })
  const questions = ['one', 'two', 'three', 'four', 'five'].map(choice)
  const definition = { title: { ja: '5問' }, thanks: { ja: 'ありがとうございました' }, questions }
  await publishForm(world.scope, { key: 'five', keyword: '5問', definition })
  const { uid } = simulator.addPerson({ name: '愛子' })
  await simulator.follow(uid, 'main')
  await simulator.say(uid, 'main', '5問')
  await rest()
  for (let taps = 0; taps < 5; taps++) {
    const run = (await db.orm.select().from(submissions).where(eq(submissions.uid, uid)))[0]!
    const question = questions[taps]!.key
    const data = encodeTap({ act: 'answer', run: run.id, version: 1, question, value: 'a' })
    expect(JSON.stringify(simulator.chat(uid, 'main').at(-1))).toContain(data)
    await simulator.tap(uid, 'main', { type: 'postback', label: 'A', data })
    await rest()
  }
  expect(await db.orm.select().from(submissions)).toMatchObject([{ state: 'finished' }])
  expect(simulator.pushed('main')).toBe(0)
})
