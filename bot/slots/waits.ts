import { sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import type { Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { askedQuestions } from '../forms/flow.ts'
import type { Scope } from '../scope.ts'
import { isChoosable } from './places.ts'
import { slotIn, waitsIn } from './slot-in.ts'

/**
 * Whether somebody who sends a draft now will wait in a slot: what they answered says so, and no place has become free for
 * them since. Asks the database only about those who wait.
 */
export async function willWait(scope: Scope, draft: Draft, given: Answers): Promise<boolean> {
  const now = scope.clock()
  for (const { kind, key } of askedQuestions(draft.definition, given, draft)) {
    if (kind !== 'slot' || !waitsIn(given[key])) continue
    const own = sql`b.submission_id in (${draft.id}, ${draft.replaces?.id ?? draft.id}) and b.question_key = ${key}`
    const row = await scope.db.orm
      .select({
        hasPlace: sql<number>`exists (select 1 from slot_bookings b where b.slot_id = s.id and ${own} and b.state = 'booked')`,
        isNext: sql<number>`${isChoosable(now)} and s.capacity - s.taken >
          (select count(*) from slot_bookings b where b.slot_id = s.id and b.state = 'waiting')`,
      })
      .from(sql`slots s`)
      .where(sql`s.id = ${slotIn(given[key])} and s.account_id = ${scope.account.id}`)
      .get()
    if (!row?.hasPlace && !row?.isNext) return true
  }
  return false
}

/** Nobody reads that they wait who has got a place in that very moment, nor the other way round. */
export const waitsAsSaid = (submissionId: string, waits: boolean): Statement =>
  guard(
    sql`exists (select 1 from slot_bookings b where b.submission_id = ${submissionId} and b.state = 'waiting') = ${waits ? 1 : 0}`,
  )
