import { sql } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import type { Answers, Question, QuestionOf } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { askedQuestions, questionByKey } from '../forms/flow.ts'
import type { Problem } from '../forms/kinds/problem.ts'
import type { Scope } from '../scope.ts'
import { hasSlots } from './has-slots.ts'
import { chooseSlot } from './choose.ts'
import { givingUpRefused } from './fixed.ts'
import { slotOffers } from './offers.ts'
import { partyOf } from './party.ts'
import { slotIn } from './slot-in.ts'
import { under } from '../forms/under.ts'

/** A place that a person has lost: their hold ran out, and somebody else was there; or more people come than there is room for. */
export interface LostPlace {
  /** The one to be answered anew. */
  question: Question
  problem: Problem
}

/**
 * The first place of a draft's answers that cannot be booked any more, or that a change would give up too late, also by a
 * branch that asks for none; null when all is well.
 */
export async function lostPlace(scope: Scope, draft: Draft, given: Answers): Promise<LostPlace | null> {
  if (!hasSlots(draft.definition)) return null
  const asked = new Set(askedQuestions(draft.definition, given, draft).map(({ key }) => key))
  for (const question of draft.definition.questions) {
    if (question.kind !== 'slot') continue
    const value = asked.has(question.key) ? under(given, question.key) : null
    if (value == null) {
      const problem = await givingUpRefused(scope, { questionKey: question.key, replaces: draft.replaces })
      if (problem) return { question, problem }
      continue
    }
    const offers = await slotOffers(scope, { formId: draft.formId, questionKey: question.key, draft })
    const party = partyOf(draft.definition, question, given, draft)
    const checked = chooseSlot(question, value, { offers, party })
    if (checked.ok) continue
    const { problem } = checked
    const isGone = problem.code === 'slot_gone' || problem.code === 'slot_full'
    if (isGone && (await keepsPlace(scope, draft, question.key, slotIn(value), party.seats))) continue
    return { question: problem.code === 'seats_fixed' ? counterOf(draft, question) : question, problem }
  }
  return null
}

/** The question that says how many come. */
const counterOf = ({ definition }: Draft, question: QuestionOf<'slot'>): Question =>
  questionByKey(definition, question.seats ?? '') ?? question

/** Whoever has a place or waits keeps it, also when nobody else can choose the slot any more. */
async function keepsPlace(
  scope: Scope,
  { id, replaces }: Draft,
  questionKey: string,
  slotId: string | null,
  seats: number,
): Promise<boolean> {
  const row = await scope.db.orm
    .select({ id: slotBookings.id })
    .from(slotBookings)
    .where(
      sql`${slotBookings.submissionId} in (${id}, ${replaces?.id ?? id}) and ${slotBookings.questionKey} = ${questionKey}
        and ${slotBookings.slotId} = ${slotId} and ${slotBookings.state} <> 'cancelled'
        and (${slotBookings.state} = 'waiting' or ${slotBookings.seats} >= ${seats})`,
    )
    .limit(1)
    .get()
  return row !== undefined
}
