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
    const given = { bytes, fileName: '会員.csv', accountId: 'main', dry: false }
    expect(await handToServer(world.deps, 'http://127.0.0.1:1', { ...given, dry: true })).toMatchObject({
      report: { written: false },
    })
    expect(await handToServer(world.deps, 'http://127.0.0.1:1', given)).toMatchObject({
      report: { written: true, added: 1 },
    })
    const stranger = { ...world.deps, seal: await createSealer('00'.repeat(32), world.deps.random) }
    expect(await handToServer(stranger, 'http://127.0.0.1:1', given)).toBe('none')
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

test('A64: nothing of a file is read before its seal is found good, nor more than the order says', async () => {
  const world = await createWorld({ demo: false })
  const app = commandRoutes(world.deps)
  const real = globalThis.fetch
  let authorization = ''
  globalThis.fetch = (async (_: string, init: { headers: Record<string, string> }) => {
    authorization = init.headers['authorization']!
    return new Response(null, { status: 401 })
  }) as never
  try {
    const bytes = new TextEncoder().encode('member_id\n1\n')
    await handToServer(world.deps, 'http://127.0.0.1:1', { bytes, fileName: 'a.csv', accountId: 'main', dry: false })
  } finally {
    globalThis.fetch = real
  }
  const readOf = async (headers: Record<string, string>) => {
    let read = 0
    const body = new ReadableStream({
      pull(controller) {
        read += 64 * 1024
        controller.enqueue(new Uint8Array(64 * 1024))
        if (read >= 19 * 1024 * 1024) controller.close()
      },
    })
    const answer = await app.request('/members/import', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(401)
    return read
  }
  // A stream reads one piece ahead of whoever asks.
  expect(await readOf({})).toBeLessThanOrEqual(64 * 1024)
  expect(await readOf({ authorization, 'content-length': '19922944' })).toBeLessThanOrEqual(64 * 1024)
  expect(await readOf({ authorization })).toBeLessThanOrEqual(3 * 64 * 1024)
  await world.close()
})

test('the command tells a server that refuses from one that is not there', async () => {
  const world = await createWorld({ demo: false })
  const given = { bytes: new TextEncoder().encode('member_id\n1\n'), fileName: 'a.csv', accountId: 'main', dry: false }
  const real = globalThis.fetch
  const handed = async (answer: () => Promise<Response>) => {
    globalThis.fetch = answer as never
    return handToServer(world.deps, 'http://127.0.0.1:1', given)
  }
  try {
    expect(await handed(() => Promise.reject(new TypeError('fetch failed')))).toBe('none')
    expect(await handed(async () => new Response('Not found', { status: 404 }))).toBe('none')
    const failed = { error: { code: 'unavailable', message: 'The disk is full' } }
    expect(await handed(async () => Response.json(failed, { status: 503 }))).toEqual({
      refused: '503 The disk is full',
    })
    expect(await handed(async () => new Response('<html>', { status: 502 }))).toEqual({ refused: '502' })
  } finally {
    globalThis.fetch = real
  }
  await world.close()
})
