import type { QuestionOf } from '../contract.ts'
import { otherKey, otherMark, otherText } from './other.ts'
import { isBlank, onOneLine } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

export function checkSingle(question: QuestionOf<'single_choice' | 'dropdown'>, value: unknown): Checked {
  if (question.kind === 'single_choice' && question.other && isOther(value)) {
    const words = wordsIn(value)
    return words === null ? bad({ code: 'other_empty' }) : good(otherMark + words)
  }
  return question.options.some((option) => option.key === value)
    ? good(value as string)
    : bad({ code: typeof value === 'string' ? 'unknown_option' : 'choose_one' })
}

/** `other` alone is a tick without its words. */
const isOther = (value: unknown): value is string =>
  typeof value === 'string' && (value === otherKey || value.startsWith(otherMark))

const otherLengthMax = 200

/** Words of one's own, on one line and cut where nobody reads on; null when there are none. */
function wordsIn(value: string): string | null {
  const words = onOneLine(otherText(value) ?? '')
  return isBlank(words) ? null : Array.from(words).slice(0, otherLengthMax).join('')
}

export function checkMultiple(question: QuestionOf<'multiple_choice'>, value: unknown): Checked {
  if (!Array.isArray(value)) return bad({ code: 'choose_some' })
  const others = question.other ? value.filter(isOther) : []
  const keys = value.filter((one) => !others.includes(one as string))
  if (others.length > 1 || keys.some((one) => !question.options.some((option) => option.key === one)))
    return bad({ code: 'unknown_option' })
  const chosen = question.options.map((option) => option.key).filter((key) => keys.includes(key))
  const [other] = others
  if (other !== undefined) {
    const words = wordsIn(other)
    if (words === null) return bad({ code: 'other_empty' })
    chosen.push(otherMark + words)
  }
  const alone = question.options.find((option) => option.alone && chosen.includes(option.key))
  if (alone) return chosen.length > 1 ? bad({ code: 'not_alone', label: alone.label }) : good(chosen)
  if (question.chosenMin !== undefined && chosen.length < question.chosenMin)
    return bad({ code: 'too_few', limit: question.chosenMin })
  if (question.chosenMax !== undefined && chosen.length > question.chosenMax)
    return bad({ code: 'too_many', limit: question.chosenMax })
  return good(chosen)
}

/** @param value `yes` or `no` */
export const checkYesNo = (_: QuestionOf<'yes_no'>, value: unknown): Checked =>
  value === 'yes' || value === 'no' ? good(value) : bad({ code: 'choose_one' })

/** @param value `agreed`; anything else is no consent, and none is taken for granted */
export const checkConsent = (_: QuestionOf<'consent'>, value: unknown): Checked =>
  value === 'agreed' ? good('agreed') : bad({ code: 'not_agreed' })

/** @param value ids of uploads; whether they exist and belong there is looked up by the server */
export function checkFile(question: QuestionOf<'file'>, value: unknown): Checked {
  if (!Array.isArray(value) || value.some((id) => typeof id !== 'string' || id === ''))
    return bad({ code: 'file_missing' })
  const ids = [...new Set(value as string[])]
  const limit = question.filesMax ?? 1
  return ids.length > limit ? bad({ code: 'too_many_files', limit }) : good(ids)
}
