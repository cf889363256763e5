import { and, eq, isNull, like } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seminar } from '../../bot/demo/seminar.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { suggestions } from '../../bot/forms/suggestions.ts'
import {
  answers,
  consents,
  customerContacts,
  customers,
  events,
  forms,
  friends,
  identityLinks,
  submissions,
} from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, publishParty, type Person } from './person.ts'

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
})
afterEach(() => world.close())

const given: Record<string, unknown> = {
  session: 'morning',
  name: { family: '髙橋', given: '愛子', familyKana: 'たかはし', givenKana: 'あいこ' },
  email: 'Aiko.Takahashi@Example.com',
  phone: '０９０ー１２３４−５６７８',
  birthday: '平成2年4月1日',
  address: { postcode: '〒150-0001', prefecture: '東京都', city: '渋谷区', town: '神宮前', rest: '1-2-3' },
  how_heard: 'line',
  first_time: 'yes',
  privacy: 'agreed',
}

/** Fills the seminar in without sending it. */
async function fillsIn(person: Person, more: Record<string, unknown> = {}): Promise<string> {
  const opened = await person.open('seminar')
  const { id } = opened.body.submission!
  for (const [key, value] of Object.entries({ ...given, ...more }))
    expect({ key, ...(await person.save(id, key, value)) }).toMatchObject({ key, status: 200 })
  return id
}

const members = () => world.db.orm.select().from(customers).where(like(customers.memberId, 'W%'))
const links = () => world.db.orm.select().from(identityLinks).where(isNull(identityLinks.endedAt))
const friendOf = async ({ uid }: Person) => (await world.db.orm.select().from(friends).where(eq(friends.uid, uid)))[0]!

test('M24: one flow of consent and form makes a friend a member: profile, contacts, consents and tie, with nothing entered twice', async () => {
  const id = await fillsIn(aiko)
  expect(await members()).toEqual([])
  const { body } = await aiko.send(id)
  expect(body).toMatchObject({ number: 1, memberId: expect.stringMatching(/^W\d{6}$/), next: seminar.next })
  expect(await aiko.send(id)).toMatchObject({ body })

  const [member] = await members()
  const friend = await friendOf(aiko)
  expect(friend.customerSeq).toBe(member!.seq)
  expect(await links()).toMatchObject([
    { uid: aiko.uid, memberId: body.memberId, method: 'registration', proof: 'id_token' },
  ])
  expect(await world.db.orm.select().from(events)).toMatchObject([{ name: 'identity.linked', friendSeq: friend.seq }])
  const contacts = await world.db.orm
    .select()
    .from(customerContacts)
    .where(eq(customerContacts.customerSeq, member!.seq))
  expect(Object.fromEntries(contacts.map(({ kind, value, source }) => [kind, `${value} (${source})`]))).toMatchObject({
    name: '髙橋 愛子 (registration)',
    kana: 'タカハシ アイコ (registration)',
    email: 'Aiko.Takahashi@Example.com (registration)',
    postcode: '1500001 (registration)',
    address: expect.stringContaining('東京都渋谷区神宮前'),
  })
  expect(Object.fromEntries(contacts.map(({ kind, normalised }) => [kind, normalised]))).toMatchObject({
    email: 'aiko.takahashi@example.com',
    phone: '+819012345678',
    birthday: '1990-04-01',
  })
  const agreed = await world.db.orm.select().from(consents).where(eq(consents.friendSeq, friend.seq))
  expect(Object.fromEntries(agreed.map(({ purpose, act, version }) => [purpose, `${act} ${version}`]))).toEqual({
    'form:seminar:privacy': 'given 2026-11',
    link: 'given 2026-11',
  })
  expect(agreed.find(({ purpose }) => purpose === 'link')!.text).toContain('喫茶むすびの会員として登録され')
})

test('M25: required questions are told by name, and the page is told what comes next', async () => {
  const { id } = (await aiko.open('seminar')).body.submission!
  expect((await aiko.send(id)).body.error!.detail).toEqual({
    missing: ['session', 'name', 'email', 'phone', 'address', 'first_time', 'privacy'],
  })
})

/** A form that only takes people who are no members yet. */
const forNewMembers: FormDefinition = {
  ...seminar,
  registration: { memberIdPrefix: 'W', consentVersion: '2026-11' },
}

test('a registration that is welcome from members takes their answers, and they stay who they are', async () => {
  await aiko.send(await fillsIn(aiko))
  await publishForm(world.scope, { key: 'second', definition: seminar })
  const [member] = await members()
  const opened = await aiko.open('second')
  expect(opened).toMatchObject({ status: 200, body: { registers: false } })
  const { id } = opened.body.submission!
  for (const [key, value] of Object.entries({ ...given, email: 'new@example.com' })) await aiko.save(id, key, value)
  expect(await aiko.send(id)).toMatchObject({ status: 200 })
  expect(await members()).toEqual([member])
  expect(await links()).toHaveLength(1)
  const contacts = (await world.db.orm.select().from(customerContacts)).filter(
    ({ customerSeq }) => customerSeq === member!.seq,
  )
  expect(contacts.find(({ kind }) => kind === 'email')!.normalised).toBe('aiko.takahashi@example.com')
})

test('a registration form says to a member that they are one, and makes no second member', async () => {
  await aiko.send(await fillsIn(aiko))
  await publishForm(world.scope, { key: 'second', definition: forNewMembers })
  expect(await aiko.open('second')).toMatchObject({
    status: 409,
    body: { error: { detail: { reason: 'already_linked' } } },
  })
  expect(await aiko.says('セミナー')).toContain('受付番号 0001')
  expect(await members()).toHaveLength(1)
})

test('sent from two devices and from two registration forms at once, a person becomes one member', async () => {
  await publishForm(world.scope, { key: 'second', definition: forNewMembers })
  await publishForm(world.scope, { key: 'seminar', definition: forNewMembers })
  const first = await fillsIn(aiko)
  const other = (await aiko.open('second')).body.submission!.id
  for (const [key, value] of Object.entries(given)) await aiko.save(other, key, value)
  const sent = await Promise.all([aiko.send(first), aiko.send(other), aiko.send(first), aiko.send(other)])
  const reasons = sent.map(({ status, body }) => (status === 200 ? 'sent' : body.error!.detail!['reason']))
  expect(reasons.toSorted()).toEqual(['already_linked', 'already_linked', 'sent', 'sent'])
  expect(await members()).toHaveLength(1)
  expect(await links()).toHaveLength(1)
  expect(await world.db.orm.select().from(submissions).where(eq(submissions.state, 'finished'))).toHaveLength(1)
})

test('two people who draw the same number get one each', async () => {
  const ben = await comes(world, 'ベン')
  const [one, two] = [await fillsIn(aiko), await fillsIn(ben, { email: 'ben@example.com' })]
  const { random } = world.deps
  let calls = 0
  // Eight are drawn at a time, and the first free one is taken: the first of both is the same.
  world.deps.random = (length) => ([0, 8].includes(calls++) ? new Uint8Array(length).fill(7) : random(length))
  const sent = await Promise.all([aiko.send(one), ben.send(two)])
  world.deps.random = random
  const numbers = sent.map(({ body }) => body.memberId)
  expect(new Set(numbers).size).toBe(2)
  expect((await members()).map(({ memberId }) => memberId).toSorted()).toEqual(numbers.toSorted())
})

test('A17: somebody who registers with a member’s mail and phone is a new member of their own, and sees nothing of the other', async () => {
  await aiko.send(await fillsIn(aiko))
  const mallory = await comes(world, 'マロリー')
  const { body } = await mallory.send(await fillsIn(mallory))
  expect(await members()).toHaveLength(2)
  const [hers, theirs] = [await friendOf(aiko), await friendOf(mallory)]
  expect(hers.customerSeq).not.toBe(theirs.customerSeq)
  const same = await world.db.orm
    .select()
    .from(customerContacts)
    .where(and(eq(customerContacts.kind, 'email'), eq(customerContacts.normalised, 'aiko.takahashi@example.com')))
  expect(same.map(({ customerSeq }) => customerSeq).toSorted()).toEqual(
    [hers.customerSeq, theirs.customerSeq].toSorted(),
  )
  expect(body.memberId).not.toBe((await links()).find(({ uid }) => uid === aiko.uid)!.memberId)
})

test('who changes the registration stays the same member, with the contacts as they are now', async () => {
  const first = (await aiko.send(await fillsIn(aiko))).body
  const { id } = (await aiko.change('seminar')).body.submission!
  await aiko.save(id, 'email', 'new@example.com')
  await aiko.save(id, 'privacy', 'agreed')
  expect((await aiko.send(id)).body).toMatchObject({ number: first.number, memberId: first.memberId })
  expect(await members()).toHaveLength(1)
  const email = await world.db.orm.select().from(customerContacts).where(eq(customerContacts.kind, 'email'))
  expect(email.filter(({ source }) => source === 'registration')).toMatchObject([{ normalised: 'new@example.com' }])
})

test('a registration begun in LIFF may be finished in the chat: the tie says by what the person was proven there', async () => {
  const { id } = (await aiko.open('seminar')).body.submission!
  for (const [key, value] of Object.entries(given)) if (key !== 'privacy') await aiko.save(id, key, value)
  for (const key of ['allergies']) await aiko.save(id, key, null)
  const asked = await aiko.says('セミナー')
  expect(asked).toContain('喫茶むすびの会員として登録され')
  expect(asked).toContain('同意')
  await aiko.says('同意する')
  await aiko.says('スキップ')
  const said = await aiko.says('送信する')
  expect(said).toMatch(/あなたの会員番号は W\d{6} です/)
  const [link] = await links()
  expect(link).toMatchObject({ uid: aiko.uid, method: 'registration', proof: 'webhook_signature' })
  expect(said).toContain(link!.memberId)
  // What the receipt of LIFF says: number and next steps.
  const [sent] = await world.db.orm.select().from(submissions)
  expect(sent).toMatchObject({ state: 'finished', number: 1 })
  expect(said).toContain('受付番号は 0001 です')
  expect(said).toContain(seminar.next!.ja.split('\n')[0])
  const agreed = await world.db.orm.select().from(consents)
  expect(agreed.map(({ purpose, mouth }) => `${purpose} ${mouth}`).toSorted()).toEqual([
    'form:seminar:privacy chat',
    'link chat',
  ])
  expect(await aiko.says('セミナー')).toContain('回答済み')
})

test('what cannot be finished leaves nothing: no member, no consent, no contact', async () => {
  await world.db.orm.update(forms).set({ capacity: 1 }).where(eq(forms.key, 'seminar'))
  const ben = await comes(world, 'ベン')
  const [one, two] = [await fillsIn(aiko), await fillsIn(ben)]
  const sent = await Promise.all([aiko.send(one), ben.send(two)])
  expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await members()).toHaveLength(1)
  expect(await world.db.orm.select().from(consents)).toHaveLength(2)
  expect(await world.db.orm.select().from(answers).where(eq(answers.submissionId, two))).not.toEqual([])
})

describe('M25: what is known already stands in the empty fields', () => {
  const title = { ja: '問い' }
  const whole = { kind: 'name' as const, key: 'whole', title, required: true, whole: true }
  const parts = { kind: 'name' as const, key: 'parts', title, required: true, kana: true, contact: true }
  const email = { kind: 'email' as const, key: 'email', title, required: true, contact: true }
  const contact = (kind: 'name' | 'kana' | 'email', value: string, normalised = value) => ({ kind, value, normalised })

  test('LINE’s display name where a name is asked for in one box, and nowhere else', () => {
    expect(suggestions({ questions: [whole, parts, email] }, [], '愛子☕')).toEqual({ whole: { whole: '愛子☕' } })
    expect(suggestions({ questions: [whole] }, [], ' ')).toEqual({})
  })

  test('a member’s own contacts where the form asks for them, unless one would have to guess', () => {
    const known = [
      contact('name', '髙橋 愛子'),
      contact('kana', 'タカハシ アイコ'),
      contact('email', 'A@x.jp', 'a@x.jp'),
    ]
    expect(
      suggestions({ questions: [parts, email, { ...email, key: 'other', contact: false }] }, known, '愛子'),
    ).toEqual({
      parts: { family: '髙橋', given: '愛子', familyKana: 'タカハシ', givenKana: 'アイコ' },
      email: { given: 'A@x.jp', email: 'a@x.jp' },
    })
    expect(suggestions({ questions: [parts] }, [contact('name', '髙橋愛子')], null)).toEqual({})
  })

  test('through the page, and only while the field is empty', async () => {
    await world.simulator.follow(aiko.uid, 'main')
    await world.rest()
    await publishParty(world, {}, { ...seminar, registration: undefined, questions: [whole, email] } as never)
    const opened = await aiko.open('party')
    expect(opened.body.suggestions).toEqual({ whole: { whole: '愛子' } })
    await aiko.save(opened.body.submission!.id, 'whole', { whole: '高橋' })
    expect((await aiko.open('party')).body.suggestions).toEqual({})
  })
})

test('M4: what a person gives about themselves is typed: phone in E.164, a day as a day, an address by its parts', async () => {
  const id = await fillsIn(aiko)
  await aiko.send(id)
  const rows = await world.db.orm.select().from(answers).where(eq(answers.submissionId, id))
  const of = (key: string) => rows.find(({ questionKey }) => questionKey === key)
  expect(of('phone')).toMatchObject({ valueText: '+819012345678', valueJson: { e164: '+819012345678' } })
  expect(of('birthday')).toMatchObject({ valueText: '1990-04-01', valueTime: Date.parse('1990-04-01T00:00:00Z') })
  expect(of('address')!.valueJson).toMatchObject({ postcode: '1500001', prefecture: '東京都' })
  expect(of('email')!.valueText).toBe('aiko.takahashi@example.com')
})

test('M26: questions of a survey stand in a registration, and are stored as its answers', async () => {
  const id = await fillsIn(aiko)
  await aiko.send(id)
  const rows = await world.db.orm.select().from(answers).where(eq(answers.submissionId, id))
  expect(rows.find(({ questionKey }) => questionKey === 'session')).toMatchObject({ valueText: given['session'] })
  expect(rows.find(({ questionKey }) => questionKey === 'first_time')).toMatchObject({ valueText: given['first_time'] })
})
