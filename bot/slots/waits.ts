import { sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import type { Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { askedQuestions } from '../forms/flow.ts'
import { under } from '../forms/under.ts'
import type { Scope } from '../scope.ts'
import { partyOf } from './party.ts'
import { queueWalk } from './queue.ts'
import { slotIn, waitsIn } from './slot-in.ts'

/**
 * Whether somebody who sends a draft now will wait in a slot: what they answered says so, and no place has become free for
 * them since. Asks the database only about those who wait.
 */
export async function willWait(scope: Scope, draft: Draft, given: Answers): Promise<boolean> {
  const now = scope.clock()
  for (const question of askedQuestions(draft.definition, given, draft)) {
    if (question.kind !== 'slot' || !waitsIn(under(given, question.key))) continue
    const slotId = slotIn(under(given, question.key))
    const { seats } = partyOf(draft.definition, question, given, draft)
    const own = sql`o.submission_id in (${draft.id}, ${draft.replaces?.id ?? draft.id}) and o.question_key = ${question.key}
      and o.slot_id = ${slotId}`
    // Who queues already is asked in their turn.
    const turn = sql`coalesce((select o.created_at from slot_bookings o where ${own} and o.state = 'waiting'), 9e15)`
    const before = sql`b.submission_id not in (${draft.id}, ${draft.replaces?.id ?? draft.id}) and b.created_at <= ${turn}`
    const row = await scope.db.orm
      .select({
        hasPlace: sql<number>`exists (select 1 from slot_bookings o where ${own} and o.state = 'booked')`,
        free: sql<number | null>`(${queueWalk(sql`(select ${slotId})`, now, before)} select min(w.free) from walk w)`,
      })
      .from(sql`(select 1)`)
      .get()
    if (row?.hasPlace !== 1 && (row?.free ?? 0) < seats) return true
  }
  return false
}

/** Nobody reads that they wait who has got a place in that very moment, nor the other way round. */
export const waitsAsSaid = (submissionId: string, waits: boolean): Statement =>
  guard(
    sql`exists (select 1 from slot_bookings b where b.submission_id = ${submissionId} and b.state = 'waiting') = ${waits ? 1 : 0}`,
  )
