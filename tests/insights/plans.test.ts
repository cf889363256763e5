import Libsql from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ormOver, type Row, type Statement } from '../../db/database.ts'
import { closeDays } from '../../bot/insights/close-days.ts'
import { countKnown } from '../../bot/insights/known.ts'
import { readHome, readToday } from '../../bot/insights/queries.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('no figure reads a whole table: every query goes by an index that begins with the account, a time or a friend', async () => {
  const file = new Libsql(world.file, { readonly: true } as Libsql.Options)
  const seen: Statement[] = []
  const watched = ormOver(
    async (statement) => {
      seen.push(statement)
      return file.prepare(statement.sql).raw(true).all(statement.params) as Row[]
    },
    (statements) => world.db.write(statements),
  )
  const scope = { ...world.scope, db: { ...world.db, orm: watched, reports: watched } }
  await closeDays(scope)
  await countKnown(scope)
  await readHome(scope as never, { days: 90 })
  await readToday(scope as never)
  const plans = seen.flatMap(
    ({ sql, params }) => file.prepare(`explain query plan ${sql}`).all(params) as { detail: string }[],
  )
  file.close()
  expect(seen.length).toBeGreaterThan(15)
  const whole = /^SCAN (friends|friendship_changes|identity_links|submissions|customer_contacts|talks|link_conflicts)\b/
  expect(plans.map(({ detail }) => detail).filter((detail) => whole.test(detail))).toEqual([])
})
