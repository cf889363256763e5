import type { AttributeType } from '../../../bot/attributes/contract.ts'
import type { Question } from '../../../bot/forms/contract.ts'
import { neverKnown } from '../../../bot/forms/prefill-problems.ts'

type Kind = Question['kind']

const numbers: Kind[] = ['number', 'slider', 'money', 'rating', 'nps']
const one: Kind[] = ['single_choice', 'dropdown', 'yes_no']
/** What no words mean: these have parts of their own. */
const parted: Kind[] = ['matrix', 'ranking', 'location', 'signature', 'address', 'order']

/** Whether a field of the person can stand in a question: a text is read as if it had been said. */
export function attributeFits(type: AttributeType, kind: Kind): boolean {
  if (parted.includes(kind)) return false
  if (kind === 'short_text' || kind === 'long_text') return true
  switch (type) {
    case 'text':
      return true
    case 'number':
      return numbers.includes(kind)
    case 'date':
      return kind === 'date' || kind === 'birthday'
    case 'yes_no':
      return one.includes(kind)
    case 'choice':
      return one.includes(kind) || kind === 'multiple_choice'
    case 'choices':
      return kind === 'multiple_choice'
  }
}

/** Answers that are more than a text or a number: they stand in a question of their own kind only. */
const whole: Kind[] = [...parted, 'name', 'email', 'phone', 'birthday', 'member_id']

/** Whether an answer to one question can stand in another. */
export const answerFits = (from: Kind, to: Kind): boolean =>
  !neverKnown.has(from) &&
  from !== 'signature' &&
  (from === to || (!whole.includes(from) && attributeFits(typeOf(from), to)))

function typeOf(kind: Kind): AttributeType {
  if (numbers.includes(kind)) return 'number'
  if (kind === 'date') return 'date'
  if (kind === 'yes_no') return 'yes_no'
  if (kind === 'multiple_choice') return 'choices'
  return one.includes(kind) ? 'choice' : 'text'
}
