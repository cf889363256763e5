import { expect, test } from 'vitest'
import { commandRoutes, handToServer } from '../../bot/node/command.ts'
import { createSealer } from '../../bot/seal.ts'
import { customers } from '../../db/schema/index.ts'
import { createWorld } from '../support/world.ts'

test('the command hands a file to the running server, which takes it from nobody else, later, or changed on the way', async () => {
  const world = await createWorld({ demo: false })
  const app = commandRoutes(world.deps)
  const bytes = new TextEncoder().encode('member_id,name\n1,愛子\n')
  const sent: { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }[] = []
  const real = globalThis.fetch
  globalThis.fetch = (async (_: string, init: { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }) => {
    sent.push(init)
    return app.request('/members/import', { method: 'POST', ...init })
  }) as never
  try {
    const given = { bytes, fileName: '会員.csv', dry: false }
    expect(await handToServer(world.deps, 'http://127.0.0.1:1', { ...given, dry: true })).toMatchObject({
      written: false,
    })
    expect(await handToServer(world.deps, 'http://127.0.0.1:1', given)).toMatchObject({ written: true, added: 1 })
    const stranger = { ...world.deps, seal: await createSealer('00'.repeat(32), world.deps.random) }
    expect(await handToServer(stranger, 'http://127.0.0.1:1', given)).toBeNull()
  } finally {
    globalThis.fetch = real
  }
  const again = (headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
    app.request('/members/import', { method: 'POST', headers, body })
  const { headers } = sent[1]!
  expect((await again(headers, new TextEncoder().encode('member_id\n2\n'))).status).toBe(401)
  expect((await again({ ...headers, authorization: 'Sealed v1.AAAA' }, bytes)).status).toBe(401)
  expect((await again({}, bytes)).status).toBe(401)
  world.pass(61_000)
  expect((await again(headers, bytes)).status).toBe(401)
  expect(await world.db.orm.select().from(customers)).toHaveLength(1)
  await world.close()
})
