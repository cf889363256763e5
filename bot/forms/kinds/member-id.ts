import type { QuestionOf } from '../contract.ts'
import { narrow, onOneLine, typedIn } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

const lengthMax = 64

/** A member number as it is compared: half width, capitals, no separators; its leading zeros stay. */
export const readMemberId = (typed: string): string =>
  narrow(typed)
    .replace(/[-._/]/g, '')
    .toUpperCase()

export function checkMemberId(question: QuestionOf<'member_id'>, value: unknown): Checked {
  const given = onOneLine(typedIn(value) ?? '')
  const id = readMemberId(given)
  if (id === '') return bad({ code: 'box_empty', box: 'id' })
  const hint = question.hint ?? null
  if (question.digits && /\D/.test(id)) return bad({ code: 'id_not_digits', hint })
  const [min, max] = [question.lengthMin ?? null, question.lengthMax ?? null]
  if (id.length < (min ?? 1) || id.length > (max ?? lengthMax)) {
    return bad({
      code: 'id_length',
      min,
      max: max ?? (min === null ? lengthMax : null),
      is: id.length,
      digits: question.digits ?? false,
      hint,
    })
  }
  return good({ given, id })
}
