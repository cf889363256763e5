import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'

// The server as its operator meets it: what it says when it cannot start, and what survives when it stops.
let folder: string
let started: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'musubi-start-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['bot/node.ts'], {
    env: { PATH: process.env['PATH'], DATABASE_URL: `file:${join(folder, 'musubi.db')}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, said: () => said }
}

async function serving(port: number): Promise<void> {
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.status, { timeout: 20_000 })
    .toBe(200)
}

test('a wrong setting stops the start and is named', async () => {
  const server = start({ MUSUBI_DEMO: 'perhaps' })
  expect(await server.ended).toBe(1)
  expect(server.said()).toContain('MUSUBI_DEMO must be one of: auto, on, off')
})

test('a remote database without MUSUBI_SECRET stops the start and says so', async () => {
  const server = start({ DATABASE_URL: 'http://127.0.0.1:1' })
  expect(await server.ended).toBe(1)
  expect(server.said()).toContain('MUSUBI_SECRET is needed with a remote database')
})

test('a taken port stops the start with a message that names it and what to do', { timeout: 30_000 }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as AddressInfo
  const server = start({ PORT: String(port) })
  expect(await server.ended).toBe(1)
  expect(server.said()).toContain(`Port ${port} is taken`)
  taken.close()
})

test(
  'a second process on one file is refused; after SIGKILL the next start succeeds at once; SIGTERM ends it in order',
  { timeout: 60_000 },
  async () => {
    const [one, two] = [await freePort(), await freePort()]
    const first = start({ PORT: String(one) })
    await serving(one)
    const second = start({ PORT: String(two) })
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain('in use by another process')
    first.child.kill('SIGKILL')
    await first.ended
    const third = start({ PORT: String(two) })
    await serving(two)
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
  },
)

test(
  'P25: the first start prints the phone, a dashboard link and the owner’s password; the second prints no password and resets nothing',
  { timeout: 60_000 },
  async () => {
    const port = await freePort()
    const first = start({ PORT: String(port) })
    await serving(port)
    await pause(300)
    expect(first.said()).toMatch(/\/simulator\//)
    expect(first.said()).toMatch(/\/sign-in\?token=[0-9a-f]{64}/)
    expect(first.said()).toMatch(/owner@example\.com {2}\S{20}/)
    const secret = readFileSync(join(folder, 'secret'), 'utf8')
    first.child.kill('SIGTERM')
    await first.ended
    const second = start({ PORT: String(port) })
    await serving(port)
    await pause(300)
    expect(second.said()).not.toMatch(/owner@example\.com {2}\S/)
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(secret)
  },
)

test('A21: connections that never finish their request keep nobody else waiting', { timeout: 60_000 }, async () => {
  const port = await freePort()
  start({ PORT: String(port) })
  await serving(port)
  const slow = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'))
  for (const socket of slow)
    socket.on('error', () => {}).write('POST /webhook/main HTTP/1.1\r\nhost: x\r\ncontent-length: 9')
  await pause(300)
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/healthz`)))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  for (const socket of slow) socket.destroy()
})
