import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { slotBookings } from '../../db/schema/index.ts'
import type { Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'
import { freePlaces, promoteWaiting } from './free.ts'
import { partyOf } from './party.ts'
import { hasRunOut } from './places.ts'

/**
 * What a number means for the places that a draft holds, where it says how many come: they grow or shrink with it. Where there is
 * not room for all any more, what was held is free again, and the person is asked for another slot before they can send.
 */
export function resizeHolds(
  scope: Scope,
  draft: Pick<Draft, 'id' | 'definition' | 'hidden' | 'known'>,
  number: string,
  given: Answers,
): Statement[] {
  const now = scope.clock()
  return draft.definition.questions.flatMap((question) => {
    if (question.kind !== 'slot' || question.seats !== number) return []
    const { seats } = partyOf(draft.definition, question, given, draft)
    const held = sql`b.submission_id = ${draft.id} and b.question_key = ${question.key} and b.state = 'held'`
    const slot = sql`(select b.slot_id from slot_bookings b where ${held})`
    const hasRoom = sql`exists (select 1 from slots s where s.id = b.slot_id and s.taken - b.seats + ${seats} <= s.capacity)`
    return [
      // Somebody who asks gets places whose holds ran out.
      ...freePlaces(sql`${hasRunOut(now)} and b.slot_id in ${slot} and b.submission_id <> ${draft.id}`, now),
      statement(
        build
          .update(slotBookings)
          .set({ seats })
          .where(
            sql`${slotBookings.id} in (select b.id from slot_bookings b where ${held} and (b.seats >= ${seats} or ${hasRoom}))`,
          ),
      ),
      ...freePlaces(sql`${held} and b.seats <> ${seats}`, now),
      ...promoteWaiting(slot, now),
    ]
  })
}
