import { createClient, type Client } from '@libsql/client/web'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startHranaServer, type HranaOptions, type HranaServer } from './hrana-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'musubi-hrana-'))
let files = 0
let server: HranaServer
let client: Client

async function open(options: HranaOptions = {}) {
  files += 1
  server = await startHranaServer(join(folder, `${files}.db`), options)
  client = createClient({ url: server.url, authToken: options.token, intMode: 'bigint' })
  await client.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE, body BLOB)')
}

afterEach(async () => {
  client.close()
  await server.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const count = async () => (await client.execute('SELECT count(*) AS n FROM notes')).rows[0]?.['n']

describe('libSQL over HTTP', () => {
  test('keeps integers beyond 2^53, texts and bytes as they were given', async () => {
    await open()
    const id = 2n ** 60n
    await client.execute({ sql: 'INSERT INTO notes VALUES (?, ?, ?)', args: [id, '結び', new Uint8Array([1, 2, 255])] })
    const row = (await client.execute({ sql: 'SELECT * FROM notes WHERE text = :text', args: { text: '結び' } }))
      .rows[0]
    expect(row?.['id']).toBe(id)
    expect([...new Uint8Array(row?.['body'] as ArrayBuffer)]).toEqual([1, 2, 255])
  })

  test('gives back what a write returns and how many rows it changed', async () => {
    await open()
    const result = await client.execute("INSERT INTO notes (text) VALUES ('a'), ('b') RETURNING id")
    expect(result.rows.map((row) => row['id'])).toEqual([1n, 2n])
    expect(result.rowsAffected).toBe(2)
  })

  test('undoes a whole batch when one of its statements fails, in one round trip', async () => {
    await open()
    const before = server.requests
    const twice = ["INSERT INTO notes (text) VALUES ('a')", "INSERT INTO notes (text) VALUES ('a')"]
    await expect(client.batch(twice, 'write')).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
    expect(server.requests - before).toBe(1)
    expect(await count()).toBe(0n)
  })

  test('lets a write wait for an open transaction of another client', async () => {
    await open()
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO notes (text) VALUES ('first')")
    const second = client.execute("INSERT INTO notes (text) VALUES ('second')")
    await transaction.commit()
    await second
    expect(await count()).toBe(2n)
  })

  test('rolls an abandoned transaction back', async () => {
    await open({ idleMs: 1 })
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO notes (text) VALUES ('lost')")
    await expect.poll(() => server.openStreams, { timeout: 3_000 }).toBe(0)
    expect(await count()).toBe(0n)
  })

  test('refuses a client without the token', async () => {
    await open({ token: 'open sesame' })
    const stranger = createClient({ url: server.url, authToken: 'guess' })
    await expect(stranger.execute('SELECT 1')).rejects.toThrow(/401|token/)
    stranger.close()
  })
})

describe('trouble', () => {
  test('fails a request without running it', async () => {
    await open({
      onRequest: ({ sql }) => (sql.some((text) => text.includes('INSERT')) ? { failWith: 503 } : undefined),
    })
    await expect(client.execute("INSERT INTO notes (text) VALUES ('a')")).rejects.toThrow()
    expect(await count()).toBe(0n)
  })

  test('runs a request and loses its answer', async () => {
    await open({
      onRequest: ({ sql }) => (sql.some((text) => text.includes('INSERT')) ? { loseAnswer: true } : undefined),
    })
    await expect(client.execute("INSERT INTO notes (text) VALUES ('a')")).rejects.toThrow()
    expect(await count()).toBe(1n)
  })

  test('delays a request', async () => {
    await open({ onRequest: ({ number }) => (number > 1 ? { delayMs: 60 } : undefined) })
    const start = performance.now()
    await count()
    expect(performance.now() - start).toBeGreaterThanOrEqual(55)
  })
})
