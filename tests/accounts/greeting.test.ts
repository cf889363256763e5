import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadDemo } from '../../bot/demo/load.ts'
import { auditEntries } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { openOffice } from './office.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
})
afterEach(() => world.close())

const read = async () => (await office('viewer', 'GET', '/greeting')).body.greeting
const write = (greeting: unknown, before: unknown) => office('editor', 'PUT', '/greeting', { greeting, before })

/** What a new friend reads, as one text. */
async function greeted(name: string): Promise<string> {
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  return JSON.stringify(world.simulator.chat(uid, 'main'))
}

test('a greeting that staff write is what the next friend reads, and switched off nobody reads any; its words stay', async () => {
  const before = await read()
  const evil = '<img src=x onerror=alert(1)>{{7*7}} いらっしゃいませ'
  const next = { texts: { ja: evil, en: 'Welcome' }, on: true }
  expect((await write(next, before)).body.greeting).toEqual(next)
  expect(await greeted('愛子')).toContain(evil)
  await write({ ...next, on: false }, next)
  expect(await greeted('ベン')).not.toContain('いらっしゃいませ')
  expect((await read()).texts).toEqual(next.texts)
  await loadDemo(world.scope)
  expect(await read()).toEqual({ ...next, on: false })
})

test('ES16: each change of the greeting is audited; who wrote on an old state is told, and a viewer cannot write', async () => {
  const before = await read()
  const next = { texts: { ja: 'ようこそ' }, on: true }
  expect((await office('viewer', 'PUT', '/greeting', { greeting: next, before })).status).toBe(403)
  await write(next, before)
  expect((await write({ texts: { ja: 'こんにちは' }, on: true }, before)).status).toBe(409)
  expect(await read()).toEqual(next)
  const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'greeting.changed'))
  expect(entries.map(({ detail }) => detail)).toEqual([{ before, after: next }])
})
