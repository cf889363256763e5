import type { QuestionOf } from '../contract.ts'
import { bad, good, type Checked } from './problem.ts'

export const checkSingle = (question: QuestionOf<'single_choice' | 'dropdown'>, value: unknown): Checked =>
  question.options.some((option) => option.key === value)
    ? good(value as string)
    : bad({ code: typeof value === 'string' ? 'unknown_option' : 'choose_one' })

export function checkMultiple(question: QuestionOf<'multiple_choice'>, value: unknown): Checked {
  if (!Array.isArray(value)) return bad({ code: 'choose_some' })
  if (value.some((one) => !question.options.some((option) => option.key === one)))
    return bad({ code: 'unknown_option' })
  const chosen = question.options.map((option) => option.key).filter((key) => value.includes(key))
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
