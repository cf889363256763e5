import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { giveTag, takeTag } from '../../bot/tags/give.ts'
import { tagsOf } from '../../bot/tags/of-person.ts'
import * as schema from '../../db/schema/index.ts'
import { addFriend, addMember, openWorld, ownPage, type World } from '../dashboard/world.ts'

let world: World
let cookie: string
const hana = { id: '', uid: '', seq: 0 }
const gen = { id: '', uid: '', seq: 0 }
let member: { id: string; seq: number }

beforeAll(async () => {
  world = await openWorld()
  cookie = await world.signIn('sato')
  Object.assign(hana, await addFriend(world.deps, 'main', 1, 'はな'))
  Object.assign(gen, await addFriend(world.deps, 'main', 2, 'げん'))
  const id = await addMember(world.deps, 'M0001', { name: '山田 はな' })
  const [row] = await world.deps.db.orm.select().from(schema.customers).where(eq(schema.customers.id, id))
  member = { id, seq: row!.seq }
})
beforeEach(async () => {
  await world.deps.db.orm.delete(schema.customerTags)
  await world.deps.db.orm.delete(schema.tags)
})
afterAll(() => world.close())

async function call(method: string, path: string, body?: unknown, as = cookie) {
  const init = {
    method,
    headers: { ...ownPage, cookie: as },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
  const answer = await world.app.request(`/accounts/main${path}`, init)
  return { status: answer.status, body: (await answer.json()) as any }
}
const made = async (name: string): Promise<string> => (await call('POST', '/tags', { name })).body.id
const listed = async () => (await call('GET', '/tags')).body.tags as { id: string; name: string; people: number }[]
const tagsAt = async (id: string) =>
  ((await call('GET', `/people/${id}/tags`)).body.tags as { name: string }[]).map(({ name }) => name)
const scope = () => world.whole.scope
const tie = (customerSeq: number) =>
  world.deps.db.orm.update(schema.friends).set({ customerSeq }).where(eq(schema.friends.seq, hana.seq))

describe('M26: tags are defined once', () => {
  test('a name is there once, however it is written', async () => {
    await made('ＶＩＰ')
    expect((await call('POST', '/tags', { name: 'vip ' })).body.error).toMatchObject({
      code: 'conflict',
      detail: { reason: 'taken' },
    })
    expect((await call('POST', '/tags', { name: '　' })).status).toBe(400)
  })

  test('a renamed tag keeps its people, and who renamed something else meanwhile is told', async () => {
    const id = await made('常連')
    await call('POST', `/people/${hana.id}/tags`, { tagId: id })
    expect((await call('PATCH', `/tags/${id}`, { name: '常連さま', from: '常連' })).status).toBe(200)
    expect((await call('PATCH', `/tags/${id}`, { name: 'お得意', from: '常連' })).status).toBe(409)
    expect(await tagsAt(hana.id)).toEqual(['常連さま'])
  })

  test('a removed tag is nowhere, and comes back with its people', async () => {
    const id = await made('常連')
    await call('POST', `/people/${hana.id}/tags`, { tagId: id })
    expect(await listed()).toMatchObject([{ name: '常連', people: 1 }])
    await call('DELETE', `/tags/${id}`, {})
    expect([await listed(), await tagsAt(hana.id)]).toEqual([[], []])
    expect((await call('POST', `/people/${hana.id}/tags`, { tagId: id })).status).toBe(404)
    await call('POST', `/tags/${id}/restoration`, {})
    expect([(await listed()).length, await tagsAt(hana.id)]).toEqual([1, ['常連']])
  })

  test('a tag whose name was given away meanwhile does not come back', async () => {
    const id = await made('常連')
    await call('DELETE', `/tags/${id}`, {})
    await made('常連')
    expect((await call('POST', `/tags/${id}/restoration`, {})).status).toBe(409)
  })
})

describe('who has a tag', () => {
  test('it is given once, however often somebody gives it, and taken by whoever', async () => {
    const id = await made('常連')
    await world.deps.db.write([
      giveTag(scope(), { friendSeq: hana.seq, tagId: id, source: 'rule', submissionId: 's1' }),
    ])
    await call('POST', `/people/${hana.id}/tags`, { tagId: id })
    await world.deps.db.write([giveTag(scope(), { friendSeq: hana.seq, tagId: id, source: 'rule' })])
    expect(await world.deps.db.orm.select().from(schema.customerTags)).toMatchObject([
      { source: 'rule', submissionId: 's1' },
    ])
    await call('DELETE', `/people/${hana.id}/tags`, { tagId: id })
    expect(await tagsAt(hana.id)).toEqual([])
    await world.deps.db.write([giveTag(scope(), { friendSeq: hana.seq, tagId: id, source: 'rule' })])
    await world.deps.db.write([takeTag(scope(), { friendSeq: hana.seq, tagId: id })])
    expect(await tagsAt(hana.id)).toEqual([])
    const rows = await world.deps.db.orm.select().from(schema.customerTags)
    expect(rows.map(({ endedBy }) => endedBy === null)).toEqual([false, true])
  })

  test('M2: a member has the tags of every identity, and unlinking moves none', async () => {
    const [ofFriend, ofMember] = [await made('友だちの印'), await made('名簿の印')]
    await call('POST', `/people/${hana.id}/tags`, { tagId: ofFriend })
    await call('POST', `/people/${member.id}/tags`, { tagId: ofMember })
    const [before] = await world.deps.db.orm.select().from(schema.friends).where(eq(schema.friends.seq, hana.seq))
    expect(await tagsAt(member.id)).toEqual(['名簿の印'])
    await tie(member.seq)
    const both = ['友だちの印', '名簿の印']
    expect([await tagsAt(hana.id), await tagsAt(member.id)]).toEqual([both, both])
    // Whoever has it by the other identity is not given it twice, and it is taken from wherever it hangs.
    await call('POST', `/people/${hana.id}/tags`, { tagId: ofMember })
    await call('DELETE', `/people/${hana.id}/tags`, { tagId: ofMember })
    expect(await tagsAt(member.id)).toEqual(['友だちの印'])
    await tie(before!.customerSeq)
    expect([await tagsAt(hana.id), await tagsAt(member.id)]).toEqual([['友だちの印'], []])
  })

  test('another account neither sees nor gives it', async () => {
    const id = await made('常連')
    const stranger = { ...scope(), account: { ...scope().account, id: 'stranger' } }
    await world.deps.db.write([giveTag(stranger, { friendSeq: gen.seq, tagId: id, source: 'rule' })])
    expect(await tagsOf(scope(), { friendSeq: gen.seq })).toEqual([])
    await call('POST', `/people/${hana.id}/tags`, { tagId: id })
    expect(await tagsOf(stranger, { friendSeq: hana.seq })).toEqual([])
  })

  test('what staff do stands in the audit log', async () => {
    const id = await made('常連')
    await call('POST', `/people/${hana.id}/tags`, { tagId: id })
    const entries = await world.deps.db.orm
      .select()
      .from(schema.auditEntries)
      .where(and(eq(schema.auditEntries.action, 'tag.given'), eq(schema.auditEntries.subject, hana.id)))
    expect(entries.at(-1)?.detail).toEqual({ tag: id })
  })
})

describe('lists and histories', () => {
  const found = async (query: string) => {
    const { body } = await call('GET', `/friends?${query}`)
    return { names: body.rows.map((row: any) => row.displayName), total: body.total }
  }

  test('94: friends are found by a tag, also by that of their member, together with every other filter', async () => {
    const id = await made('常連')
    await call('POST', `/people/${gen.id}/tags`, { tagId: id })
    await call('POST', `/people/${member.id}/tags`, { tagId: id })
    expect(await found(`tag=${id}`)).toEqual({ names: ['げん'], total: { count: 1, more: false } })
    const [before] = await world.deps.db.orm.select().from(schema.friends).where(eq(schema.friends.seq, hana.seq))
    await tie(member.seq)
    expect((await found(`tag=${id}`)).names).toEqual(['げん', 'はな'])
    expect((await found(`tag=${id}&friendship=following`)).names).toEqual(['げん', 'はな'])
    expect((await found(`tag=${id}&friendship=blocked`)).names).toEqual([])
    expect((await found(`tag=${id}&link=unlinked`)).names).toEqual(['げん', 'はな'])
    expect((await found(`tag=${id}&q=${encodeURIComponent('はな')}`)).names).toEqual(['はな'])
    const { rows } = (await call('GET', `/friends?tag=${id}`)).body
    expect(rows.map((row: any) => row.tags.map((tag: any) => tag.name))).toEqual([['常連'], ['常連']])
    await call('DELETE', `/tags/${id}`, {})
    expect((await found(`tag=${id}`)).names).toEqual([])
    await tie(before!.customerSeq)
  })

  test('the way of a person says who gave and took a tag, once', async () => {
    const id = await made('常連')
    await call('POST', `/people/${gen.id}/tags`, { tagId: id })
    world.move(1000)
    await call('DELETE', `/people/${gen.id}/tags`, { tagId: id })
    const { entries } = (await call('GET', `/friends/${gen.id}/timeline?only=tags,staff`)).body
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'tag_taken', tag: '常連', staff: 'sato' },
      { kind: 'tag_given', tag: '常連', source: 'staff', staff: 'sato' },
    ])
    expect(entries.filter((entry: any) => entry.kind === 'staff')).toEqual([])
  })
})
