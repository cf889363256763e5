import { invalid } from '../errors.ts'
import type { AnswerValue, QuestionOf } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'
import { chooseSlot } from './choose.ts'
import { fixedOffer, givingUpRefused } from './fixed.ts'
import { slotOffers } from './offers.ts'
import { partyOf } from './party.ts'

/**
 * A slot that somebody chooses in LIFF, as it is now; whoever comes when it is full is told at once.
 * @throws invalid with `detail.problem`
 */
export async function demandPlace(
  scope: Scope,
  draft: Draft,
  question: QuestionOf<'slot'>,
  value: AnswerValue | null,
): Promise<AnswerValue | null> {
  const changing = { questionKey: question.key, replaces: draft.replaces }
  if (value === null) {
    const problem = await givingUpRefused(scope, changing)
    if (problem) throw invalid('The place cannot be given up', { problem })
    return value
  }
  const offers = await slotOffers(scope, { formId: draft.formId, questionKey: question.key, draft })
  const party = partyOf(draft.definition, question, draft.answers, draft)
  const chosen = chooseSlot(question, value, { offers, party })
  if (!chosen.ok) throw invalid('There is no such place any more', { problem: chosen.problem })
  return chosen.value
}

/**
 * How many come is booked as well: too late for another slot is too late for another number.
 * @throws invalid with `detail.problem`
 */
export async function demandSameNumber(
  scope: Scope,
  draft: Draft,
  key: string,
  value: AnswerValue | null,
): Promise<void> {
  if (!draft.replaces) return
  const given = { ...draft.answers, [key]: value }
  for (const question of draft.definition.questions) {
    if (question.kind !== 'slot' || question.seats !== key) continue
    const fixed = await fixedOffer(scope, { questionKey: question.key, replaces: draft.replaces })
    if (fixed && fixed.mine !== partyOf(draft.definition, question, given, draft).seats)
      throw invalid('The number cannot be changed', { problem: { code: 'seats_fixed', since: fixed.fixedSince } })
  }
}
