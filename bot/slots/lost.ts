import { sql } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import type { Answers, QuestionOf } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { askedQuestions } from '../forms/flow.ts'
import type { Problem } from '../forms/kinds/problem.ts'
import type { Scope } from '../scope.ts'
import { hasSlots } from './has-slots.ts'
import { chooseSlot } from './choose.ts'
import { fixedOffer } from './fixed.ts'
import { slotOffers } from './offers.ts'
import { slotIn } from './slot-in.ts'
import { under } from '../forms/under.ts'

/** A place that a person has lost: their hold ran out, and somebody else was there. */
export interface LostPlace {
  question: QuestionOf<'slot'>
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
      if (await fixedOffer(scope, { questionKey: question.key, replaces: draft.replaces }))
        return { question, problem: { code: 'slot_fixed' } }
      continue
    }
    const offers = await slotOffers(scope, { formId: draft.formId, questionKey: question.key, draft })
    const checked = chooseSlot(question, value, offers)
    if (checked.ok) continue
    const isFixed = checked.problem.code === 'slot_fixed'
    if (isFixed || !(await keepsPlace(scope, draft, question.key, slotIn(value))))
      return { question, problem: checked.problem }
  }
  return null
}

/** Whoever has a place or waits keeps it, also when nobody else can choose the slot any more. */
async function keepsPlace(
  scope: Scope,
  { id, replaces }: Draft,
  questionKey: string,
  slotId: string | null,
): Promise<boolean> {
  const row = await scope.db.orm
    .select({ id: slotBookings.id })
    .from(slotBookings)
    .where(
      sql`${slotBookings.submissionId} in (${id}, ${replaces?.id ?? id}) and ${slotBookings.questionKey} = ${questionKey}
        and ${slotBookings.slotId} = ${slotId} and ${slotBookings.state} <> 'cancelled'`,
    )
    .limit(1)
    .get()
  return row !== undefined
}
