import Libsql from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Statement } from '../../db/database.ts'
import { ormOver } from '../../db/database.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

/** What SQLite would do for every statement that runs meanwhile. */
async function plansOf(run: () => Promise<unknown>): Promise<string[]> {
  const seen: Statement[] = []
  const { write, orm } = world.db
  const watched: World['db']['write'] = (statements) => {
    seen.push(...statements)
    return write(statements)
  }
  world.db.write = watched
  world.deps.db = world.db
  world.db.orm = ormOver(async (statement) => {
    seen.push(statement)
    return []
  }, watched)
  await run()
  Object.assign(world.db, { write, orm })
  const file = new Libsql(world.file, { readonly: true } as Libsql.Options)
  const plans = seen.flatMap(({ sql, params }) =>
    (file.prepare(`explain query plan ${sql}`).all(params.map((value) => value ?? null)) as { detail: string }[]).map(
      ({ detail }) => detail,
    ),
  )
  file.close()
  return plans
}

test('a round of what is due reads the open rows only, however large the tables are', async () => {
  const plans = await plansOf(() => world.work.round())
  expect(plans.length).toBeGreaterThan(5)
  const whole = plans.filter((plan) => /^SCAN (webhook_events|jobs|deliveries)\b/.test(plan) && !plan.includes('INDEX'))
  expect(whole).toEqual([])
  for (const index of ['webhook_events_open', 'webhook_events_handled', 'jobs_due', 'deliveries_open']) {
    expect(plans.some((plan) => plan.includes(index))).toBe(true)
  }
})
