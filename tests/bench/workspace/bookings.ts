import { columnsOf } from '../../../bot/forms/draft.ts'
import { slotValue } from '../../../bot/slots/value.ts'
import { dayMs, type Making } from './plan.ts'
import type { MadeForm, MadeSubmission } from './submissions.ts'
import { tableIn } from './table.ts'

const hourMs = 60 * 60_000
const aDay = 4
const daysAhead = 30

/** Slots of every day, from the first one on and a month ahead, with a booking for each submission; a tenth was cancelled. */
export function makeBookings({ db, chance, plan, id }: Making, form: MadeForm, submissions: MadeSubmission[]): void {
  const question = form.definition.questions.find(({ kind }) => kind === 'slot')!
  const began = Math.floor((plan.now - plan.days * dayMs) / dayMs) * dayMs
  const days = plan.days + daysAhead
  const capacity = 1 + Math.floor(submissions.length / (days * aDay))
  const made = Array.from({ length: days * aDay }, (_, nth) => {
    const startsAt = began + Math.floor(nth / aDay) * dayMs + (1 + (nth % aDay) * 2) * hourMs
    return { id: id(began), startsAt, endsAt: startsAt + hourMs, title: null, taken: 0 }
  })
  const bookings = tableIn(db, 'slot_bookings', [
    ...['id', 'account_id', 'slot_id', 'submission_id', 'question_key', 'friend_seq', 'uid', 'state'],
    ...['created_at', 'updated_at'],
  ])
  const answers = tableIn(db, 'answers', [
    ...['submission_id', 'question_key', 'account_id', 'form_id', 'uid', 'value_text', 'value_number', 'value_time'],
    ...['value_json', 'answered_in', 'answered_at'],
  ])
  for (const { id: submissionId, friendSeq, uid, finishedAt: at } of submissions) {
    const today = Math.floor((at - began) / dayMs)
    const slot = made[Math.min(made.length - 1, (today + 1 + chance.below(14)) * aDay + chance.below(aDay))]!
    const cancelled = chance.percent(10)
    const full = slot.taken >= capacity
    if (!cancelled && !full) slot.taken++
    const state = cancelled ? 'cancelled' : full ? 'waiting' : 'booked'
    bookings.add(id(at), 'main', slot.id, submissionId, question.key, friendSeq, uid, state, at, at)
    const value = slotValue(slot)
    const columns = columnsOf(question, value)
    answers.add(
      ...[submissionId, question.key, 'main', form.id, uid, columns.valueText, columns.valueNumber, columns.valueTime],
      ...[JSON.stringify(columns.valueJson), 'liff', at],
    )
  }
  const slots = tableIn(db, 'slots', [
    ...['id', 'account_id', 'form_id', 'question_key', 'starts_at', 'ends_at', 'capacity', 'taken', 'state'],
    ...['created_at', 'updated_at'],
  ])
  for (const { id: slot, startsAt, endsAt, taken } of made)
    slots.add(slot, 'main', form.id, question.key, startsAt, endsAt, capacity, taken, 'open', began, began)
  for (const table of [slots, bookings, answers]) table.flush()
}
