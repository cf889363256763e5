import { sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { slotBookings, slots } from '../../db/schema/index.ts'
import type { AnswerValue, QuestionOf } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'
import { heldMs } from './contract.ts'
import { freePlaces } from './free.ts'
import { hasRunOut, isChoosable } from './places.ts'
import { slotIn, waitsIn } from './slot-in.ts'

export type Holder = Pick<Draft, 'id' | 'formId' | 'uid' | 'replaces'>

/**
 * Takes places for a draft, whatever it held for this question before, which is free again: all in single statements that
 * look at the rows as they are then. Undone, as a guard failure, when the last place is gone.
 */
export function holdStatements(
  scope: Scope,
  draft: Holder,
  question: QuestionOf<'slot'>,
  { value, seats }: { value: AnswerValue | null; seats: number },
): Statement[] {
  const now = scope.clock()
  const slotId = slotIn(value)
  const of = sql`b.submission_id = ${draft.id} and b.question_key = ${question.key}`
  const former = freePlaces(slotId === null ? of : sql`${of} and b.slot_id <> ${slotId}`, now)
  // Who waits takes no place before the form is sent.
  if (slotId === null || waitsIn(value)) return former
  return [...former, ...takePlace(scope, draft, { questionKey: question.key, slotId, seats, state: 'held' })]
}

/** Places of one slot for a question. */
export interface Taking {
  questionKey: string
  slotId: string
  seats: number
}

/**
 * Takes places, or keeps those that the submission has in this slot already, as many as it needs now. What is booked with a
 * submission that is being changed stays as it is until the change is sent.
 */
export function takePlace(
  scope: Scope,
  draft: Holder,
  { questionKey, slotId, seats, state }: Taking & { state: 'held' | 'booked' },
): Statement[] {
  const now = scope.clock()
  const heldUntil = state === 'held' ? now + heldMs : null
  const [own, mine] = [ownPlace(draft, questionKey, slotId), sql`b.submission_id = ${draft.id}`]
  // Fewer come than waited for a place, and there is room for them.
  const queued = sql`${mine} and b.question_key = ${questionKey} and b.slot_id = ${slotId} and b.state = 'waiting'`
  const hasOne = sql`exists (select 1 from slot_bookings b where ${own})`
  const staysBooked = sql`exists (select 1 from slot_bookings b where ${own} and not (${mine}))`
  const isThere = sql`exists (select 1 from slots s where ${isSlot(scope, draft, questionKey, slotId)}
    and s.taken - ${seatsOf(own)} + ${seats} <= s.capacity and ${isChoosable(now)})`
  return [
    // Somebody who asks gets a place whose hold ran out.
    ...freePlaces(sql`${hasRunOut(now)} and b.slot_id = ${slotId} and b.submission_id <> ${draft.id}`, now),
    guard(sql`${seatsOf(own)} >= ${seats} or ${isThere}`),
    statement(
      build
        .update(slots)
        .set({ taken: sql`${slots.taken} + ${seats} - ${seatsOf(sql`${own} and ${mine}`)}` })
        .where(sql`${slots.id} = ${slotId} and not ${staysBooked}`),
    ),
    insertBooking(scope, draft, {
      ...{ questionKey, slotId, seats, state: sql`'held'` },
      unless: sql`${hasOne} or exists (select 1 from slot_bookings b where ${queued})`,
    }),
    statement(
      build
        .update(slotBookings)
        .set({ state, seats, heldUntil, updatedAt: now })
        .where(sql`${slotBookings.id} in (select b.id from slot_bookings b where (${own} and ${mine}) or (${queued}))`),
    ),
  ]
}

/** A booking of this submission, or of the one that it changes, which takes a place of the slot. */
const ownPlace = (draft: Holder, questionKey: string, slotId: string): SQL =>
  sql`b.submission_id in (${draft.id}, ${draft.replaces?.id ?? draft.id}) and b.question_key = ${questionKey}
    and b.slot_id = ${slotId} and b.state in ('held', 'booked')`

/** How many places bookings take. @param which a condition on `slot_bookings b` */
export const seatsOf = (which: SQL): SQL => sql`(select coalesce(sum(b.seats), 0) from slot_bookings b where ${which})`

/** Whether `slots s` is this one, of this question. */
export const isSlot = (scope: Scope, { formId }: Holder, questionKey: string, slotId: string): SQL =>
  sql`s.id = ${slotId} and s.account_id = ${scope.account.id} and s.form_id = ${formId} and s.question_key = ${questionKey}`

/** A booking of the slot, if it is there; `taken` is the caller's to count. */
export function insertBooking(
  scope: Scope,
  draft: Holder,
  { questionKey, slotId, seats, state, unless }: Taking & { state: SQL; unless: SQL },
): Statement {
  const now = scope.clock()
  // In the order of the columns.
  return statement(
    build.insert(slotBookings).select(sql`
      select ${scope.ids()}, s.account_id, s.id, ${draft.id}, ${questionKey}, u.friend_seq, u.uid, ${state}, null, null, null, ${seats}, null, ${now}, ${now}
      from slots s join submissions u on u.id = ${draft.id}
      where ${isSlot(scope, draft, questionKey, slotId)} and not (${unless})`),
  )
}

/** The holds of a draft last longer, because its person is there. */
export const renewHolds = (scope: Scope, draftId: string): Statement =>
  statement(
    build
      .update(slotBookings)
      .set({ heldUntil: scope.clock() + heldMs })
      .where(sql`${slotBookings.submissionId} = ${draftId} and ${slotBookings.state} = 'held'`),
  )
