import { serve } from '@hono/node-server'
import Libsql from 'libsql'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'
import { simulatorRoutes } from '../../simulator/routes.ts'
import { mainChannel } from '../support/world.ts'

// The whole server as a process of its own, LINE beside it over HTTP, people who answer in bursts, and SIGKILL in the middle.
const people = 60
const kills = 4
const script = ['家族と', '2', '4', 'コーヒー、お菓子', '明日', 'とても落ち着くお店でした']
const expected = ['children', 'comment', 'company', 'liked', 'next_visit', 'satisfaction']

const folder = mkdtempSync(join(tmpdir(), 'musubi-storm-'))
const file = join(folder, 'musubi.db')
let server: ChildProcess | null = null
afterAll(() => {
  server?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function startServer(port: number, line: string): Promise<void> {
  server = spawn(process.execPath, ['bot/node.ts'], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATABASE_URL: `file:${file}`,
      LINE_CHANNEL_ID: mainChannel.channelId,
      LINE_CHANNEL_SECRET: mainChannel.channelSecret,
      LINE_API_URL: line,
      LINE_DATA_API_URL: line,
      MUSUBI_DEMO: 'on',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; tries < 300; tries++) {
    await pause(50)
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (healthy?.status === 200) return
  }
  throw new Error('The server did not come up')
}

const rows = (sql: string) => {
  const db = new Libsql(file, { readonly: true } as Libsql.Options)
  const found = db.prepare(sql).all([]) as Record<string, unknown>[]
  db.close()
  return found.map(({ _metadata, ...row }) => row)
}

test(
  'FT03, FT30, L4: people answer in bursts while the server is killed again and again; each answer stands once, nothing is sent twice',
  { timeout: 180_000 },
  async () => {
    const port = await freePort()
    const linePort = await freePort()
    const simulator = createSimulator({
      clock: Date.now,
      random: (length) => randomBytes(length),
      ids: () => crypto.randomUUID(),
      deliver: (url, request) => fetch(url, request),
      channels: [{ ...mainChannel, webhookUrl: `http://127.0.0.1:${port}/webhook/main` }],
    })
    const line = serve({
      fetch: simulatorRoutes(simulator, { assets: () => null }).fetch,
      port: linePort,
      hostname: '127.0.0.1',
    })
    const lineUrl = `http://127.0.0.1:${linePort}/line`
    simulator.setFaults({ redelivery: true, duplicate: true })
    const ticking = setInterval(() => void simulator.tick(), 200)
    await startServer(port, lineUrl)

    const uids = Array.from({ length: people }, (_, at) => simulator.addPerson({ name: `人${at}` }).uid)
    const talking = Promise.all(uids.map((uid, at) => talk(simulator, uid, at)))
    for (let kill = 0; kill < kills; kill++) {
      await pause(700)
      server?.kill('SIGKILL')
      await new Promise((resolve) => server?.once('exit', resolve))
      await startServer(port, lineUrl)
    }
    await talking
    clearInterval(ticking)
    await pause(2_000)

    const perPerson = rows(
      `select uid, count(*) as n, group_concat(question_key order by question_key) as keys from answers group by uid`,
    )
    expect(perPerson).toHaveLength(people)
    for (const row of perPerson) expect(row).toMatchObject({ n: expected.length, keys: expected.join(',') })
    expect(rows(`select count(*) as n from submissions where state = 'finished'`)).toEqual([{ n: people }])
    expect(rows(`select count(distinct number) as n, max(number) as top from submissions`)).toEqual([
      { n: people, top: people },
    ])
    expect(rows(`select value_text from answers where question_key = 'comment' group by value_text`)).toEqual([
      { value_text: script.at(-1) },
    ])
    expect(rows(`select count(*) as n from webhook_events where state <> 'done'`)).toEqual([{ n: 0 }])
    // LINE took each reply token once; a second call with the same token was answered 400 and put nothing into a chat.
    for (const uid of uids) {
      const questions = simulator
        .chat(uid, 'main')
        .filter(({ from }) => from === 'account')
        .map((message) => JSON.stringify(message.content))
      const asked = questions.filter((text) => text.includes('1 / '))
      expect(asked.length).toBeLessThanOrEqual(3)
    }
    expect(simulator.pushed('main')).toBe(0)
    expect(simulator.calls().filter(({ path }) => path.includes('/push'))).toEqual([])
    line.close()
  },
)

/** A person who waits for each question a while, and says the same again when none came: people do. */
async function talk(simulator: ReturnType<typeof createSimulator>, uid: string, at: number): Promise<void> {
  await pause((at % 10) * 40)
  await simulator.follow(uid, 'main')
  await until(simulator, uid, 'アンケート', '本日はどなた')
  const next = ['お子さま', 'ご満足度', 'よかったところ', '次に来られそう', 'お気づき', 'ご回答ありがとう']
  for (const [step, said] of script.entries()) await until(simulator, uid, said, next[step]!)
}

async function until(
  simulator: ReturnType<typeof createSimulator>,
  uid: string,
  said: string,
  reply: string,
): Promise<void> {
  const before = simulator.chat(uid, 'main').length
  const come = () =>
    JSON.stringify(
      simulator
        .chat(uid, 'main')
        .slice(before)
        .filter(({ from }) => from === 'account'),
    ).includes(reply)
  await simulator.say(uid, 'main', said)
  for (let waited = 0; waited < 600; waited++) {
    if (come()) return
    await pause(100)
  }
  console.error(
    rows(
      `select d.id, d.state, d.reason, d.attempts, d.status, d.created_at, d.first_called_at, d.deadline_at, d.finished_at from deliveries d where uid = '${uid}' order by created_at`,
    ),
    rows(
      `select id, type, state, attempts, arrivals, occurred_at, received_at, handled_at from webhook_events where uid = '${uid}' order by received_at`,
    ),
    rows(`select * from conversations where friend_seq = (select seq from friends where uid = '${uid}')`),
  )
  throw new Error(
    `${uid} said ${said} and never heard ${reply}: ${JSON.stringify(simulator.chat(uid, 'main').slice(-4))}`,
  )
}
