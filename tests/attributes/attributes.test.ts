import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { knownAttributes } from '../../bot/attributes/of-person.ts'
import { setAttribute, type AttributeFact } from '../../bot/attributes/set.ts'
import * as schema from '../../db/schema/index.ts'
import { addFriend, addMember, openWorld, ownPage, type World } from '../dashboard/world.ts'

let world: World
let cookies: { sato: string; mori: string }
const hana = { id: '', uid: '', seq: 0 }

beforeAll(async () => {
  world = await openWorld()
  cookies = { sato: await world.signIn('sato'), mori: await world.signIn('mori') }
  Object.assign(hana, await addFriend(world.deps, 'main', 1, 'はな'))
})
beforeEach(async () => {
  await world.deps.db.orm.delete(schema.attributeValues)
  await world.deps.db.orm.delete(schema.attributeDefinitions)
})
afterAll(() => world.close())

async function call(method: string, path: string, body?: unknown, as: 'sato' | 'mori' = 'sato') {
  const init = {
    method,
    headers: { ...ownPage, cookie: cookies[as] },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
  const answer = await world.app.request(`/accounts/main${path}`, init)
  return { status: answer.status, body: (await answer.json()) as any }
}
const define = async (ja: string, more: Record<string, unknown> = {}) =>
  (await call('POST', '/attributes', { title: { ja }, type: 'text', options: [], personal: false, ...more })).body.key
const menu = [
  { key: 'tea', label: { ja: 'お茶', en: 'Tea' } },
  { key: 'coffee', label: { ja: 'コーヒー', en: 'Coffee' } },
]
type Rest = Omit<AttributeFact, 'friendSeq' | 'customerSeq'>
const say = async (fact: Rest) =>
  world.deps.db.write(await setAttribute(world.whole.scope, { ...fact, friendSeq: hana.seq }))
const known = async () => Object.fromEntries(await knownAttributes(world.whole.scope, hana.uid))
const facts = () => world.deps.db.orm.select().from(schema.attributeValues)

describe('attributes are defined once', () => {
  test('each gets a key that stays, made of its English title or a number', async () => {
    expect(await define('好きな飲み物', { title: { ja: '好きな飲み物', en: 'Favourite drink!' } })).toBe(
      'favourite_drink',
    )
    expect([await define('誕生月'), await define('記念日')]).toEqual(['attribute_1', 'attribute_2'])
  })

  test('a title is there once, a choice has options and nothing else has', async () => {
    await define('好きな飲み物')
    const again = { title: { ja: '好きな 飲み物' }, type: 'text', options: [], personal: false }
    expect((await call('POST', '/attributes', again)).body.error.detail.reason).toBe('taken')
    expect((await call('POST', '/attributes', { ...again, title: { ja: '別' }, type: 'choice' })).status).toBe(400)
    expect((await call('POST', '/attributes', { ...again, title: { ja: '別' }, options: menu })).status).toBe(400)
  })

  test('a removed one takes its values out of sight, and back; its key is given to nobody else', async () => {
    const key = await define('あだ名')
    await say({ key, value: 'はなちゃん', source: 'declared' })
    await call('DELETE', `/attributes/${key}`, {})
    expect([await known(), (await call('GET', '/attributes')).body.attributes]).toEqual([{}, []])
    expect(await define('別の項目')).not.toBe(key)
    await call('POST', `/attributes/${key}/restoration`, {})
    expect(await known()).toEqual({ [key]: 'はなちゃん' })
  })
})

describe('what is known', () => {
  test('every type holds what it is, and refuses what it is not', async () => {
    const keys = {
      number: await define('人数', { type: 'number' }),
      date: await define('記念日', { type: 'date' }),
      yes_no: await define('会員証', { type: 'yes_no' }),
      choice: await define('飲み物', { type: 'choice', options: menu }),
      choices: await define('よく頼む', { type: 'choices', options: menu }),
    }
    await say({ key: keys.number, value: '１,２００', source: 'declared' })
    await say({ key: keys.date, value: '2024-02-29', source: 'declared' })
    await say({ key: keys.yes_no, value: 'yes', source: 'declared' })
    await say({ key: keys.choice, value: 'お茶', source: 'declared' })
    await say({ key: keys.choices, value: ['coffee', 'tea'], source: 'declared' })
    expect(await known()).toEqual({
      ...{ [keys.number]: 1200, [keys.date]: '2024-02-29', [keys.yes_no]: 'yes' },
      ...{ [keys.choice]: 'tea', [keys.choices]: ['tea', 'coffee'] },
    })
    for (const [key, value] of [
      [keys.number, 'たくさん'],
      [keys.date, '2023-02-29'],
      [keys.yes_no, 'maybe'],
      [keys.choice, 'ビール'],
      [keys.choices, ['tea', 'ビール']],
    ] as const)
      await expect(say({ key, value: value as string, source: 'declared' })).rejects.toThrow('no such value')
  })

  test('the same again writes nothing; another value ends the one before and forgets nothing', async () => {
    const key = await define('あだ名')
    await say({ key, value: 'はな', source: 'declared', submissionId: 's1' })
    await say({ key, value: 'はな', source: 'declared', submissionId: 's2' })
    expect((await facts()).length).toBe(1)
    world.move(1000)
    await say({ key, value: 'はなちゃん', source: 'declared' })
    expect((await facts()).map(({ valueText, endedAt }) => [valueText, endedAt === null])).toEqual([
      ['はな', false],
      ['はなちゃん', true],
    ])
  })

  test('what somebody said outranks what was presumed, and the newest that was said counts', async () => {
    const key = await define('あだ名')
    await say({ key, value: '本人', source: 'declared' })
    world.move(1000)
    await say({ key, value: '推定', source: 'presumed' })
    expect(await known()).toEqual({ [key]: '本人' })
    world.move(1000)
    await call('PATCH', `/people/${hana.id}/attributes`, { key, value: 'スタッフ' })
    expect(await known()).toEqual({ [key]: 'スタッフ' })
    world.move(1000)
    await say({ key, value: '本人', source: 'declared' })
    expect(await known()).toEqual({ [key]: '本人' })
    await call('PATCH', `/people/${hana.id}/attributes`, { key, value: null })
    expect(await known()).toEqual({})
  })

  test('M2: a member is known by every identity', async () => {
    const [nick, drink] = [await define('あだ名'), await define('飲み物', { type: 'choice', options: menu })]
    const id = await addMember(world.deps, 'M0001', {})
    const [member] = await world.deps.db.orm.select().from(schema.customers).where(eq(schema.customers.id, id))
    await say({ key: nick, value: 'はな', source: 'declared' })
    await call('PATCH', `/people/${id}/attributes`, { key: drink, value: 'tea' })
    await world.deps.db.orm
      .update(schema.friends)
      .set({ customerSeq: member!.seq })
      .where(eq(schema.friends.seq, hana.seq))
    expect(await known()).toEqual({ [nick]: 'はな', [drink]: 'tea' })
    const { attributes } = (await call('GET', `/people/${id}/attributes`)).body
    expect(attributes).toMatchObject([
      { title: { ja: 'あだ名' }, known: { value: 'はな', source: 'declared' } },
      { title: { ja: '飲み物' }, known: { value: 'tea', source: 'staff' } },
    ])
  })
})

describe('the way of a person', () => {
  test('says what was set and cleared, in words, and masks it', async () => {
    const drink = await define('飲み物', { type: 'choice', options: menu })
    const nick = await define('あだ名')
    await say({ key: drink, value: 'tea', source: 'declared' })
    world.move(1000)
    await call('PATCH', `/people/${hana.id}/attributes`, { key: nick, value: 'はなちゃん' })
    world.move(1000)
    await call('PATCH', `/people/${hana.id}/attributes`, { key: nick, value: null })
    const told = async (as: 'sato' | 'mori') =>
      (await call('GET', `/friends/${hana.id}/timeline?only=tags,staff`, undefined, as)).body.entries.slice(0, 3)
    expect(await told('sato')).toMatchObject([
      { kind: 'attribute_cleared', attribute: { ja: 'あだ名' }, value: { ja: 'はなちゃん' }, staff: 'sato' },
      { kind: 'attribute_set', source: 'staff', value: { ja: 'はなちゃん' }, staff: 'sato' },
      { kind: 'attribute_set', source: 'declared', value: { ja: 'お茶', en: 'Tea' }, staff: null },
    ])
    expect((await told('mori')).map((entry: any) => entry.value.ja)).toEqual(['●●●', '●●●', 'お茶'])
  })
})

describe('whoever may not see personal data', () => {
  test('sees that a personal value or a text is there, and neither reads nor changes it', async () => {
    const [nick, month, drink] = [
      await define('あだ名'),
      await define('誕生月', { type: 'number', personal: true }),
      await define('飲み物', { type: 'choice', options: menu }),
    ]
    await say({ key: nick, value: 'はな', source: 'declared' })
    await say({ key: month, value: 7, source: 'declared' })
    await say({ key: drink, value: 'tea', source: 'declared' })
    const { attributes } = (await call('GET', `/people/${hana.id}/attributes`, undefined, 'mori')).body
    expect(attributes.map((one: any) => one.known.value)).toEqual(['●●●', '●●●', 'tea'])
    const history = (key: string) => call('GET', `/people/${hana.id}/attribute-history?key=${key}`, undefined, 'mori')
    expect([(await history(nick)).status, (await history(drink)).status]).toEqual([403, 200])
  })
})
