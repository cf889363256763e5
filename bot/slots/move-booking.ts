import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { answers, slotBookings } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import { countFinished, uncountFinished } from '../forms/count-answers.ts'
import { columnsOf, type Draft } from '../forms/draft.ts'
import { questionByKey } from '../forms/flow.ts'
import { dropWords, keepWords } from '../forms/submission-words.ts'
import { touchSubmissions } from '../forms/touch.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { tellEndpoints } from '../integrations/tell-endpoints.ts'
import { notToldOf, takeTellingBack, waitsToHear } from '../rules/tell-person.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { freePlaces, promoteWaiting } from './free.ts'
import { sentBooking } from './sent-booking.ts'
import type { BookingMove } from './staff-contract.ts'
import { slotOf } from './staff-list.ts'
import { tellStatements } from './tell-statements.ts'
import { slotValue } from './value.ts'

/**
 * Staff move somebody to another slot of the same question, also out of the queue; what they left is for who waits there.
 * Whether the slot is closed to others does not matter to staff, but nothing is overbooked by them either.
 * @throws not_found; conflict `held` while the person still fills in the form, `no_room`, `other_question`, `changed` when
 * somebody was faster: the last place went, or its person sent a change, took it back or has heard of what is to be undone
 */
export async function moveBooking(
  scope: StaffScope,
  key: string,
  { slotId, bookingId, to, tell, undo }: { slotId: string; bookingId: string } & BookingMove,
): Promise<void> {
  const target = await slotOf(scope, key, to)
  const { booking, sent } = await sentBooking(scope, key, { slotId, bookingId })
  if (target.questionKey !== booking.questionKey)
    throw conflict('It is no slot of this question', { reason: 'other_question' })
  if (to === slotId) return
  const { seats } = booking
  if (target.taken + seats > target.capacity) throw conflict('There is no room', { reason: 'no_room' })
  const now = scope.clock()
  const whole = await wholeScope(scope)
  const value = slotValue(target)
  const move = build
    .update(slotBookings)
    .set({ slotId: to, state: 'booked', arrival: null, updatedAt: now })
    .where(
      and(
        eq(slotBookings.id, bookingId),
        eq(slotBookings.slotId, slotId),
        eq(slotBookings.state, booking.state),
        // A change that is sent takes the booking over, with as many as come now: the answer would be that of the old one.
        eq(slotBookings.submissionId, sent.id),
        eq(slotBookings.seats, seats),
      ),
    )
  const back = { submissionId: sent.id, booking: bookingId, movedAt: booking.updatedAt, left: slotId, to }
  await writeTogether(scope, [
    guard(sql`exists (select 1 from slots s where s.id = ${to} and s.taken + ${seats} <= s.capacity)`),
    must(statement(move)),
    ...rewriteAnswer(scope, sent, booking, value),
    ...promoteWaiting(sql`(values (${slotId}), (${to}))`, now),
    ...(undo
      ? [
          notToldOf(whole, back),
          // It was to be said with the news of the move that they have got a place at all: now that is to be said again.
          notePromotion(bookingId, null, waitsToHear(whole, back, slotBookings.toldAt)),
          ...takeTellingBack(whole, back),
        ]
      : []),
    ...(await tellStatements(whole, sent, { booking: bookingId, slot: to, of: target, tell })),
    ...(tell ? [notePromotion(bookingId, scope.clock(), isNull(slotBookings.toldAt))] : []),
    ...tellEndpoints(whole, 'submission.changed', sent),
    auditStatement(scope, 'slot.booking_moved', sent.id, {
      ...{ key, number: sent.number },
      before: { slot: slotId },
      after: { slot: to, isTold: tell !== undefined },
    }),
  ])
  scope.kick()
}

/** When somebody who waited has heard that they have a place: one message says that, and where it is now. */
const notePromotion = (bookingId: string, toldAt: number | null, where: SQL): Statement =>
  statement(
    build
      .update(slotBookings)
      .set({ toldAt })
      .where(and(eq(slotBookings.id, bookingId), isNotNull(slotBookings.promotedAt), where)),
  )

/**
 * The answer says where its person comes now, in the list, in figures and in searches. A change that they have begun does not
 * lead back, and holds nothing any more where they were: sent with a hold of its own, it would let go of what they have now.
 */
function rewriteAnswer(
  scope: StaffScope,
  sent: Draft,
  { questionKey, slotId }: Record<'questionKey' | 'slotId', string>,
  value: ReturnType<typeof slotValue>,
): Statement[] {
  const question = questionByKey(sent.definition, questionKey)
  if (!question) throw notFound('The question')
  const changes = sql`(select d.id from submissions d where d.form_id = ${sent.formId} and d.state = 'draft' and d.replaces = ${sent.id}
    and d.friend_seq = (select s.friend_seq from submissions s where s.id = ${sent.id}))`
  const update = build
    .update(answers)
    .set(columnsOf(question, value))
    .where(
      sql`(${answers.submissionId} = ${sent.id} or ${answers.submissionId} in ${changes})
        and ${answers.questionKey} = ${questionKey} and ${answers.valueText} = ${slotId}`,
    )
  return [
    uncountFinished(sent.id, sent.definition),
    dropWords(sent.id),
    statement(update),
    countFinished(sent.id, sent.definition),
    keepWords(scope.account.id, { ...sent, answers: { ...sent.answers, [questionKey]: value } }),
    touchSubmissions(sql`(select ${sent.id})`, scope.clock()),
    ...freePlaces(
      sql`b.submission_id in ${changes} and b.question_key = ${questionKey} and b.slot_id = ${slotId} and b.state = 'held'`,
      scope.clock(),
    ),
  ]
}
