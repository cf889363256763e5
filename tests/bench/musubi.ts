import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { loadAccount } from '../../bot/accounts/load.ts'
import { learnBots } from '../../bot/accounts/learn-bot.ts'
import { writeMainAccount } from '../../bot/accounts/write-main.ts'
import { createApp } from '../../bot/app.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import { learnFriend } from '../../bot/friends/learn.ts'
import { createDeps } from '../../bot/node/deps.ts'
import { accountOfSettings } from '../../bot/node/main-account.ts'
import { scopeOf } from '../../bot/scope.ts'
import { sha256Hex } from '../../bot/seal.ts'
import { readSettings } from '../../bot/settings.ts'
import { createWork } from '../../bot/work.ts'
import type { StoredEvent } from '../../bot/webhook/stored-event.ts'
import { build, statement } from '../../db/database.ts'
import { friends, friendSessions, jobs, webhookEvents } from '../../db/schema/index.ts'
import { tokenOf } from './submit.ts'

export interface Settled {
  done: number
  open: number
  bad: number
  rss: number
  /** When the last event was done, in milliseconds UTC. */
  at: number
  cpu: NodeJS.CpuUsage
}

export interface Drained {
  events: number
  ms: number
}

// The real app on the real database. BENCH_HANDLE=no leaves events in the inbox, so that only storing them is measured.
const settings = readSettings(process.env)
const deps = await createDeps(settings, `${import.meta.dirname}/../..`)
await writeMainAccount(deps, accountOfSettings(settings))
await learnBots(deps)
await loadDemo(scopeOf(deps, (await loadAccount(deps, 'main'))!, { kind: 'system' }))
const work = createWork(deps)
const handles = process.env['BENCH_HANDLE'] !== 'no'
/** Stored and kept back, to be handled all at once. */
let held: StoredEvent[] | null = null
const app = createApp(deps, {
  handle: (events) => {
    if (held) held.push(...events)
    else if (handles) work.handle(events)
  },
  liffPage: async () => '',
  simulator: false,
  state: () => 'serving',
})
serve({ fetch: app.fetch, port: settings.PORT, hostname: '127.0.0.1' }, () => process.send?.('ready'))
if (handles) setInterval(() => void work.round(), 1000)

const answers: Record<string, () => unknown> = {
  report,
  cpu: () => process.cpuUsage(),
  settle,
  hold: () => (held = []),
  sessions,
  drain,
}
process.on('message', async (asked: string) => process.send?.((await answers[asked]?.()) ?? null))

/** People with a session each, as many as ever submit at once (`submit.ts`). */
async function sessions(): Promise<number> {
  const people = 512
  const scope = scopeOf(deps, (await loadAccount(deps, 'main'))!, { kind: 'system' })
  for (let person = 0; person < people; person++) {
    const uid = `U${person.toString(16).padStart(32, '0')}`
    const idTokenHash = await sha256Hex(`id token ${person}`)
    const tokenHash = await sha256Hex(tokenOf(person))
    await deps.db.write([
      ...learnFriend(scope, uid, null),
      statement(
        build.insert(friendSessions).values({
          ...{ tokenHash, idTokenHash, accountId: 'main', createdAt: Date.now(), expiresAt: Date.now() + 3_600_000 },
          friendSeq: sql`(select ${friends.seq} from ${friends} where ${friends.uid} = ${uid})`,
        }),
      ),
    ])
  }
  return people
}

/** Waits until every event and every job that they made is done, and counts. */
async function settle(): Promise<Settled> {
  await work.settled()
  const at = Date.now()
  while ((await openJobs()) > 0) await work.round()
  const counts = await deps.db.reports
    .select({
      done: sql<number>`sum(state = 'done')`,
      open: sql<number>`sum(state = 'new')`,
      bad: sql<number>`sum(state not in ('done', 'new'))`,
    })
    .from(webhookEvents)
    .get()
  return { ...counts!, rss: process.memoryUsage().rss, at, cpu: process.cpuUsage() }
}

async function openJobs(): Promise<number> {
  const isOpen = sql`${jobs.state} = 'open'`
  const row = await deps.db.reports
    .select({ n: sql<number>`count(*)` })
    .from(jobs)
    .where(isOpen)
    .get()
  return row?.n ?? 0
}

/** Handles what was kept back; returns how many events, and in how many milliseconds. */
async function drain(): Promise<Drained> {
  const events = held ?? []
  held = null
  const since = performance.now()
  work.handle(events)
  await work.settled()
  return { events: events.length, ms: performance.now() - since }
}

/** Reads the whole inbox, again and again, for two seconds, as a slow report would. */
async function report(): Promise<number> {
  const end = Date.now() + 2_000
  let read = 0
  while (Date.now() < end) {
    const row = await deps.db.reports
      .select({ n: sql<number>`sum(length(payload) + instr(payload, 'nothing'))` })
      .from(webhookEvents)
      .get()
    read += row?.n ?? 0
  }
  return read
}
