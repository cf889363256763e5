import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { endOpenCalls, revokeKeys } from '../../bot/integrations/after-restore.ts'
import { addKey } from '../../bot/integrations/keys.ts'
import { apiKeys, friends, webhookAttempts, webhookCalls } from '../../db/schema/index.ts'
import { comes, sendsParty } from '../forms/person.ts'
import { openHall, ownerIn, type Hall } from './receivers.ts'

const url = 'https://ledger.example.com/hook'
let hall: Hall
beforeAll(async () => void (hall = await openHall()))
beforeEach(() => hall.empty())
afterAll(() => hall.world.close())

const rows = () => hall.world.db.orm.select().from(webhookCalls)
const told = () => hall.calls.map(({ body }) => JSON.parse(body))

/** Erases a person as staff do. */
async function erase(uid: string) {
  const { db } = hall.world
  const [friend] = (await db.orm.select().from(friends)).filter((one) => one.uid === uid)
  const answer = await hall.office('owner', 'POST', `/friends/${friend!.id}/erasure`, { confirmation: uid.slice(0, 6) })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

test('what was told of somebody goes with them, and endpoints that want to hear of it are told the ids alone', async () => {
  await hall.endpoint(url, { events: ['submission.finished', 'submission.erased'], personal: true })
  const aoi = await comes(hall.world, '葵')
  const { id } = await sendsParty(aoi)
  await hall.later(0)
  await erase(aoi.uid)
  expect((await rows()).map(({ event, body }) => [event, body])).toEqual([['submission.erased', null]])
  expect(await hall.world.db.orm.select().from(webhookAttempts)).toEqual([])
  await hall.later(0)
  expect(told().map(({ type }) => type)).toEqual(['submission.finished', 'submission.erased'])
  expect(told()[1].data).toEqual({ id })
  expect(hall.calls[1]!.body).not.toContain(aoi.uid)
})

test('what was told of a friend goes when it is set back for a rehearsal, and endpoints hear that it is gone', async () => {
  await hall.endpoint(url, { events: ['submission.finished', 'submission.erased'], personal: true })
  const ken = await comes(hall.world, '健')
  const { id } = await sendsParty(ken)
  await hall.later(0)
  const [friend] = (await hall.world.db.orm.select().from(friends)).filter(({ uid }) => uid === ken.uid)
  expect((await hall.office('owner', 'POST', `/friends/${friend!.id}/reset`, {})).status).toBe(200)
  expect((await rows()).map(({ event, body }) => [event, body])).toEqual([['submission.erased', null]])
  await hall.later(0)
  expect(told()[1]).toMatchObject({ type: 'submission.erased', data: { id } })
})

test('what waited to be told of somebody is not told any more', async () => {
  await hall.endpoint(url)
  hall.answers(url, 500)
  const aoi = await comes(hall.world, '葵')
  await sendsParty(aoi)
  await hall.later(0)
  await erase(aoi.uid)
  hall.answers(url, 200)
  await hall.later(60_000)
  expect(hall.calls).toHaveLength(1)
  expect(await rows()).toEqual([])
})

test('after a restore nothing is told twice by itself, staff may replay it under the same id, and no key works', async () => {
  const { id } = await hall.endpoint(url)
  hall.answers(url, 500)
  await hall.sends()
  await hall.later(0)
  const { key } = await addKey(ownerIn(hall.world), { title: 'x', scopes: ['forms:read'], networks: [], days: null })
  const { db, deps } = hall.world
  await db.write([endOpenCalls(deps.clock()), revokeKeys(deps.clock())])
  hall.answers(url, 200)
  await hall.later(60_000)
  expect(hall.calls).toHaveLength(1)
  expect((await rows())[0]).toMatchObject({ state: 'failed', reason: 'restored' })
  await hall.office('editor', 'POST', `/endpoints/${id}/replay`, {})
  await hall.later(1_000)
  expect(hall.calls).toHaveLength(2)
  expect(hall.calls[1]!.headers['webhook-id']).toBe(hall.calls[0]!.headers['webhook-id'])
  expect((await db.orm.select().from(apiKeys)).every(({ revokedAt }) => revokedAt !== null)).toBe(true)
  const answer = await hall.world.app.request('/v1/forms', { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(401)
})
