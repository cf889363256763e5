import { sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { answers, slotBookings } from '../../db/schema/index.ts'
import type { Answers } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { askedQuestions } from '../forms/flow.ts'
import type { Scope } from '../scope.ts'
import { freePlaces, promoteWaiting } from './free.ts'
import { hasSlots } from './has-slots.ts'
import { insertBooking, isSlot, takePlace, type Taking } from './hold.ts'
import { partyOf } from './party.ts'
import { isChoosable } from './places.ts'
import { slotIn, waitsIn } from './slot-in.ts'
import { under } from '../forms/under.ts'

/**
 * What finishing a draft writes about its places: what was held is booked, what had run out is taken again if it is there,
 * whoever waits stands in the queue (or gets a place that has become free), and what the submission before it had and this
 * one does not is free. Undone, as a guard failure, when a place is gone.
 */
export function bookStatements(scope: Scope, draft: Draft, given: Answers): Statement[] {
  if (!hasSlots(draft.definition)) return []
  const now = scope.clock()
  const chosen = askedQuestions(draft.definition, given, draft).flatMap((question) => {
    if (question.kind !== 'slot') return []
    const { key, seats: counted } = question
    const slotId = slotIn(under(given, key))
    const { seats } = partyOf(draft.definition, question, given, draft)
    return slotId === null
      ? []
      : [{ questionKey: key, slotId, seats, waits: waitsIn(under(given, key)), mayShrink: counted !== undefined }]
  })
  const stays = chosen.map(({ questionKey, slotId }) => sql`(${questionKey}, ${slotId})`)
  const isKept =
    stays.length === 0 ? sql`false` : sql`(b.question_key, b.slot_id) in (values ${sql.join(stays, sql`, `)})`
  return [
    ...(draft.replaces ? [moveBookings(draft.replaces.id, draft.id, isKept)] : []),
    ...chosen.flatMap(({ waits, mayShrink, ...one }) =>
      waits
        ? queueUp(scope, draft, one)
        : [
            ...takePlace(scope, draft, { ...one, state: 'booked' }),
            // Fewer come than before: the others may be for who waits.
            ...(draft.replaces && mayShrink ? promoteWaiting(sql`(select ${one.slotId})`, now) : []),
          ],
    ),
    ...freePlaces(
      sql`(b.submission_id = ${draft.id} and not (${isKept})) or b.submission_id = ${draft.replaces?.id ?? ''}`,
      now,
    ),
  ]
}

/** What a change keeps goes over to it, with its place in the queue. */
const moveBookings = (from: string, to: string, isKept: SQL): Statement =>
  statement(
    build
      .update(slotBookings)
      .set({ submissionId: to })
      .where(
        sql`${slotBookings.id} in (select b.id from slot_bookings b where b.submission_id = ${from} and b.state <> 'cancelled'
          and ${isKept} and not exists (select 1 from slot_bookings d
            where d.submission_id = ${to} and d.question_key = b.question_key and d.state <> 'cancelled'))`,
      ),
  )

function queueUp(scope: Scope, draft: Draft, { questionKey, slotId, seats }: Taking): Statement[] {
  const now = scope.clock()
  const own = sql`b.submission_id = ${draft.id} and b.question_key = ${questionKey} and b.slot_id = ${slotId}`
  const isQueued = sql`exists (select 1 from slot_bookings b where ${own} and b.state <> 'cancelled')`
  const isThere = sql`exists (select 1 from slots s where ${isSlot(scope, draft, questionKey, slotId)}
    and s.capacity >= ${seats} and ${isChoosable(now)})`
  const fits = sql`exists (select 1 from slots s where s.id = ${slotId} and s.taken - b.seats + ${seats} <= s.capacity)`
  return [
    insertBooking(scope, draft, {
      ...{ questionKey, slotId, seats, state: sql`'waiting'` },
      unless: sql`${isQueued} or not ${isThere}`,
    }),
    // Whoever comes with more than before keeps their turn; a place that they have got meanwhile grows if there is room.
    statement(
      build
        .update(slotBookings)
        .set({ seats })
        .where(
          sql`${slotBookings.id} in (select b.id from slot_bookings b where ${own}
            and (b.state = 'waiting' or b.state = 'booked' and (b.seats >= ${seats} or ${fits})))`,
        ),
    ),
    guard(
      sql`exists (select 1 from slot_bookings b where ${own} and b.state in ('waiting', 'booked') and b.seats = ${seats})`,
    ),
    ...promoteWaiting(sql`(select ${slotId})`, now),
    // Its person reads it in the receipt, and needs no second message.
    statement(
      build
        .update(slotBookings)
        .set({ toldAt: now })
        .where(
          sql`${slotBookings.id} in (select b.id from slot_bookings b where ${own} and b.state = 'booked'
            and b.promoted_at is not null and b.told_at is null)`,
        ),
    ),
    // It had a place before it was changed, or one has become free: then it waits no more.
    statement(
      build
        .update(answers)
        .set({ valueJson: sql`json_remove(${answers.valueJson}, '$.waiting')` })
        .where(
          sql`${answers.submissionId} = ${draft.id} and ${answers.questionKey} = ${questionKey}
            and exists (select 1 from slot_bookings b where ${own} and b.state = 'booked')`,
        ),
    ),
  ]
}
