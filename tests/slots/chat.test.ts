import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answers, forms, slots } from '../../db/schema/index.ts'
import type { Run, Setting, Talk } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { slotTyped } from '../../bot/conversations/slot-question.ts'
import { slotsSaid } from '../../bot/conversations/slot-said.ts'
import type { SlotOffer } from '../../bot/slots/contract.ts'
import { comes } from '../forms/person.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { addSlot, books, day, hour, lesson, places, publishLesson } from './salon.ts'

let world: World
beforeEach(async () => void (world = await createWorld({ demo: false })))
afterEach(() => world.close())

test('slots are buttons in the chat, with what is left where it is little; a word or a day chooses as well', async () => {
  await publishLesson(world)
  await addSlot(world, day, 10, '初級')
  const few = await addSlot(world, day + hour, 2)
  const full = await addSlot(world, 2 * day, 1)
  await books(await comes(world, 'ベン'), full)
  const aiko = await comes(world, 'あいこ')
  const asked = await aiko.says('体験')
  expect(asked).toContain('11月22日(日) 10:30〜11:00 初級')
  expect(asked).toContain('11月22日(日) 11:30〜12:00　残り2枠')
  expect(asked).not.toContain('11月23日(月)')
  // A day with several is asked about; a day and a time is an answer.
  expect(await aiko.says('11/22')).toContain('次の枠があります')
  expect(await aiko.says('11/22 11時半')).toContain('ひとこと')
  expect((await places(world)).find(({ id }) => id === few)).toMatchObject({ taken: 1, held: 1 })
  expect(await aiko.says('よろしくお願いします')).toContain('1. ご希望の日時：11月22日(日) 11:30〜12:00')
  expect(await aiko.says('送信する')).toContain('受付番号は 0002 です')
  expect((await places(world)).find(({ id }) => id === few)).toMatchObject({ taken: 1, booked: 1 })
})

test('so much of a day and a time chooses as tells a slot from the others', () => {
  const offer = (start: string) => ({ value: { slot: start, start } }) as unknown as SlotOffer
  const offers = ['2026-11-28T11:00', '2026-11-28T15:00', '2026-12-05T15:00', '2026-12-06T11:30'].map(offer)
  const meant = (said: string) =>
    slotsSaid(offers, said, '2026-11-22')?.offers.map(({ value }) => value['start']?.slice(5, 16)) ?? null
  expect(meant('28日の11時')).toEqual(['11-28T11:00'])
  expect(meant('２８日３時でお願いします')).toEqual(['11-28T15:00'])
  expect(meant('土曜の午後3時')).toEqual(['11-28T15:00', '12-05T15:00'])
  expect(meant('11時半')).toEqual(['12-06T11:30'])
  expect(meant('28日')).toEqual(['11-28T11:00', '11-28T15:00'])
  expect(meant('29日の11時')).toEqual([])
  expect(meant('よろしくお願いします')).toBeNull()
})

test('a day seen from today is that day, and whoever names two days or times, or none that is offered, is never booked', () => {
  const starts = ['2026-11-25T15:00', '2026-12-03T15:00', '2026-12-03T11:00', '2026-12-07T15:00']
  const offers = starts.map((start) => ({
    ...{ value: { slot: start.slice(5), start, end: start }, startsAt: 0, capacity: 5, left: 5, mine: 0 },
  }))
  // A Sunday: with it a week begins for some, and ends for others.
  const setting: Setting = { today: '2026-11-22', language: 'ja', liffUrl: null, slots: { when: offers } }
  const definition = lesson()
  const question = definition.questions.find((one) => one.kind === 'slot')!
  const run: Run = {
    ...{ id: 'r', formKey: 'lesson', formState: 'open', version: 1, state: 'draft', definition, answers: {} },
  }
  const meant = (said: string) => {
    const heard = slotTyped({ run, question }, said, setting)
    return heard && ('value' in heard ? heard.value.slot : heard.among.map(({ value }) => value))
  }
  const table: [string, string | string[] | null][] = [
    ['3日後の15時', '11-25T15:00'],
    ['三日後の15時', '11-25T15:00'],
    ['来週月曜15時', null],
    ['再来週の月曜15時', '12-07T15:00'],
    ['来週の15時', ['11-25T15:00', '12-03T15:00']],
    ['再来週の11時', '12-03T11:00'],
    ['来月の3日の11時', '12-03T11:00'],
    ['再来月の3日15時', null],
    ['再来月の11時', null],
    ['3日15時か7日15時', ['12-03T15:00', '12-07T15:00']],
    ['12/7か12/8の11時', null],
    ['明日か明後日の11時', null],
    ['3日の15時か11時', ['12-03T15:00', '12-03T11:00']],
    ['3日15時〜16時', ['12-03T15:00']],
    ['3日以降の11時', ['12-03T11:00']],
    ['3日目', null],
    ['3日の15時から', '12-03T15:00'],
    ['木曜の11時', '12-03T11:00'],
  ]
  expect(table.map(([said]) => [said, meant(said)])).toEqual(table)
})

test('more slots than buttons are asked for by their days first', async () => {
  await publishLesson(world)
  for (let at = 0; at < 20; at++) await addSlot(world, day * (1 + (at % 5)) + hour * Math.floor(at / 5), 3)
  const aiko = await comes(world, 'あいこ')
  const days = await aiko.says('体験')
  expect(days).toContain('11月22日(日)')
  expect(days).toContain('11月26日(木)')
  expect(days).not.toContain('10:30')
  const times = await aiko.says('11/24')
  expect(times).toContain('11月24日(火) 10:30〜11:00')
  expect(await aiko.says('11/24 12:30')).toContain('ひとこと')
})

test('A56: whoever lost the place while they answered in the chat is told kindly and asks for another; nothing else is lost', async () => {
  await publishLesson(world)
  const slot = await addSlot(world, day, 1)
  const other = await addSlot(world, 2 * day, 1)
  const aiko = await comes(world, 'あいこ')
  await aiko.says('体験')
  await aiko.says('11/22 10:30')
  world.pass(20 * 60_000)
  expect((await books(await comes(world, 'ベン'), slot)).sent.status).toBe(200)
  await aiko.says('楽しみです')
  const told = await aiko.says('送信する')
  expect(told).toContain('満席になりました')
  expect(told).toContain('11月23日(月)')
  await aiko.says('11/23 10:30')
  expect(await aiko.says('送信する')).toContain('受付番号は')
  expect(await places(world)).toMatchObject([{ booked: 1 }, { id: other, booked: 1 }])
})

test('M17: the receipt in the chat leads to where it can be seen and cancelled', async () => {
  await publishLesson(world)
  await world.db.orm.update(forms).set({ cancelUntil: 60 }).where(eq(forms.key, 'lesson'))
  await addSlot(world, day, 1)
  const aiko = await comes(world, 'あいこ')
  await aiko.says('体験')
  await aiko.says('11/22 10:30')
  await aiko.says('スキップ')
  expect(await aiko.says('送信する')).toMatch(/liff\.line\.me\/[^/]+\/me\/submissions\//)
})

test('M17: where a change comes too late, the chat says since when the slot is fixed, and whom to ask', () => {
  const fixedSince = morning + hour
  const mine = { slot: 's1', start: '2026-11-22T10:30', end: '2026-11-22T11:00' }
  const offer = { value: mine, startsAt: morning + day, capacity: 1, left: 0, mine: 1, fixedSince }
  const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: null, slots: { when: [offer] } }
  const run: Run = {
    ...{ id: 'r', formKey: 'lesson', formState: 'open', version: 1, state: 'draft', definition: lesson(), answers: {} },
  }
  const talk: Talk = {
    ...{ run, question: 'when', ticked: [], misunderstood: 0, arrived: true, silentMs: 5000, late: false },
    ...{ interrupted: false, lastTap: null },
  }
  const at = { act: 'answer', run: 'r', version: 1, question: 'when' } as const
  const other = converse(talk, { kind: 'tap', tap: { ...at, value: 's2' } }, setting)
  expect(JSON.stringify(other?.speech)).toContain(
    'ご予約の枠を変更できるのは11月21日(土) 11:30まででした。変更をご希望のときは、トークでお知らせください',
  )
  expect(JSON.stringify(other?.speech)).toContain('11月22日(日) 10:30〜11:00')
  expect(converse(talk, { kind: 'text', text: '1' }, setting)?.answers).toMatchObject([{ value: mine }])
})

test('row 21: in the chat, too, who comes when it is full may wait, by a button that says so', async () => {
  await publishLesson(world, { waiting: true })
  const slot = await addSlot(world, day, 1)
  await books(await comes(world, 'ベン'), slot)
  const aiko = await comes(world, 'あいこ')
  expect(await aiko.says('体験')).toContain('満席（キャンセル待ち）')
  await aiko.says('1')
  expect(await aiko.says('スキップ')).toContain('キャンセル待ち')
  expect(await aiko.says('送信する')).toContain('キャンセル待ちとして受け付けました')
  expect(await places(world)).toMatchObject([{ taken: 1, booked: 1, waiting: 1 }])
})

test('row 21: a slot for the whole of a day is said so, and chosen by naming its day, in the chat as in the receipt', async () => {
  await publishLesson(world)
  for (const at of [2, 3]) {
    const id = await addSlot(world, at * day, 2, '粗大ごみの収集')
    const begins = Date.parse(`2026-11-${21 + at}T00:00:00+09:00`)
    await world.db.orm
      .update(slots)
      .set({ startsAt: begins, endsAt: begins + day })
      .where(eq(slots.id, id))
  }
  const aiko = await comes(world, 'あいこ')
  const asked = await aiko.says('体験')
  expect(asked).toContain('11月24日(火) 終日 粗大ごみの収集')
  expect(asked).not.toContain('00:00')
  expect(await aiko.says('11/24')).toContain('ひとこと')
  expect(await aiko.says('スキップ')).toContain('1. ご希望の日時：11月24日(火) 終日 粗大ごみの収集')
  const [row] = await world.db.orm.select().from(answers)
  expect([row!.valueJson, row!.valueTime]).toMatchObject([
    { start: '2026-11-24', title: '粗大ごみの収集' },
    Date.parse('2026-11-24T00:00:00+09:00'),
  ])
})
