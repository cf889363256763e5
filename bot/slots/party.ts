import type { Answers, Begun, FormDefinition, QuestionOf } from '../forms/contract.ts'
import { countingAnswers, questionByKey } from '../forms/flow.ts'
import { under } from '../forms/under.ts'
import type { SlotOffer } from './contract.ts'

/** With how many somebody comes. */
export interface Party {
  /** So many places of a slot they take. */
  seats: number
  /** What places are counted in (`名`, `台`); null: the question counts submissions, one place each. */
  unit: string | null
}

/** As long as nobody has said how many come, or where nobody is asked, it is one. */
export function partyOf(
  definition: FormDefinition,
  { seats: key }: Pick<QuestionOf<'slot'>, 'seats'>,
  answers: Answers,
  begun: Begun = {},
): Party {
  if (key === undefined) return { seats: 1, unit: null }
  const said = under(countingAnswers(definition, answers, begun), key)
  const asked = questionByKey(definition, key)
  const unit = (asked?.kind === 'number' && asked.unit?.ja) || '名'
  return { seats: typeof said === 'number' && said > 1 ? Math.ceil(said) : 1, unit }
}

/** Whether all of them have, or can have, a place in a slot. */
export const fits = ({ left, mine }: Pick<SlotOffer, 'left' | 'mine'>, { seats }: Party): boolean =>
  left + mine >= seats

/** Whether they can wait for one: not where they have one already, nor where there are never so many. */
export const canWait = (
  { mine, capacity }: Pick<SlotOffer, 'mine' | 'capacity'>,
  { waiting }: Pick<QuestionOf<'slot'>, 'waiting'>,
  { seats }: Party,
): boolean => waiting === true && mine === 0 && seats <= capacity
