import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { loadAccount } from '../../bot/accounts/load.ts'
import { learnBots } from '../../bot/accounts/learn-bot.ts'
import { writeMainAccount } from '../../bot/accounts/write-main.ts'
import { createApp } from '../../bot/app.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import { createDeps } from '../../bot/node/deps.ts'
import { accountOfSettings } from '../../bot/node/main-account.ts'
import { scopeOf } from '../../bot/scope.ts'
import { readSettings } from '../../bot/settings.ts'
import { createWork } from '../../bot/work.ts'
import { webhookEvents } from '../../db/schema/index.ts'

// The real app on the real database. BENCH_HANDLE=no leaves events in the inbox, so that only storing them is measured.
const settings = readSettings(process.env)
const deps = await createDeps(settings, `${import.meta.dirname}/../..`)
await writeMainAccount(deps, accountOfSettings(settings))
await learnBots(deps)
await loadDemo(scopeOf(deps, (await loadAccount(deps, 'main'))!, { kind: 'system' }))
const work = createWork(deps)
const handles = process.env['BENCH_HANDLE'] !== 'no'
const app = createApp(deps, {
  handle: handles ? work.handle : () => {},
  liffPage: async () => '',
  simulator: false,
  state: () => 'serving',
})
serve({ fetch: app.fetch, port: settings.PORT, hostname: '127.0.0.1' }, () => process.send?.('ready'))
if (handles) setInterval(() => void work.round(), 1000)

process.on('message', async (asked: 'report' | 'counts') => {
  if (asked === 'report') return report()
  await work.settled()
  const counts = await deps.db.reports
    .select({
      done: sql<number>`sum(state = 'done')`,
      open: sql<number>`sum(state = 'new')`,
      bad: sql<number>`sum(state not in ('done', 'new'))`,
    })
    .from(webhookEvents)
    .get()
  const rss = process.memoryUsage().rss
  process.send?.({ ...counts, rss, now: Date.now() })
})

/** Reads the whole inbox, again and again, for two seconds, as a slow report would. */
async function report(): Promise<void> {
  const end = Date.now() + 2_000
  let read = 0
  while (Date.now() < end) {
    const row = await deps.db.reports
      .select({ n: sql<number>`sum(length(payload) + instr(payload, 'nothing'))` })
      .from(webhookEvents)
      .get()
    read += row?.n ?? 0
  }
  process.send?.({ reported: read })
}
