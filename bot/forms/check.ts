import type { Question, QuestionOf } from './contract.ts'
import { checkAddress } from './kinds/address.ts'
import { checkBirthday } from './kinds/birthday.ts'
import { checkConsent, checkFile, checkMultiple, checkSingle, checkYesNo } from './kinds/choice.ts'
import { dateBounds } from './date-bounds.ts'
import { checkDateTime, checkTime } from './kinds/clock.ts'
import { isDate } from './kinds/day.ts'
import { checkEmail } from './kinds/email.ts'
import { checkMemberId } from './kinds/member-id.ts'
import { checkName, nameBoxes } from './kinds/name.ts'
import { checkNps, checkNumber, checkRating } from './kinds/number.ts'
import { checkPhone } from './kinds/phone.ts'
import { isBlank } from './kinds/plain.ts'
import { bad, good, type Checked } from './kinds/problem.ts'
import { checkText } from './kinds/text.ts'

export { dateBounds } from './date-bounds.ts'
export { isDate } from './kinds/day.ts'
export type { Checked, Problem } from './kinds/problem.ts'
export { problemText } from './problem-text.ts'
export { todayInJapan } from './today.ts'

/**
 * Whether a value answers a question; the same code in LIFF, chat and server.
 * @param value what was typed or chosen, or the value as it was stored before
 * @param today the person's date as `YYYY-MM-DD`, for bounds that say `today`
 * @returns the value as it is stored (as given and as it is meant), null when an optional one is empty
 */
export function checkAnswer(question: Question, value: unknown, today: string): Checked {
  if (isEmpty(value)) return emptyAnswer(question)
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return checkText(question, value)
    case 'single_choice':
    case 'dropdown':
      return checkSingle(question, value)
    case 'multiple_choice':
      return checkMultiple(question, value)
    case 'number':
      return checkNumber(question, value)
    case 'rating':
      return checkRating(question, value)
    case 'nps':
      return checkNps(question, value)
    case 'date':
      return checkDate(question, value, today)
    case 'time':
      return checkTime(question, value)
    case 'date_time':
      return checkDateTime(question, value, today)
    case 'name':
      return checkName(question, value)
    case 'email':
      return checkEmail(question, value)
    case 'phone':
      return checkPhone(question, value)
    case 'address':
      return checkAddress(question, value)
    case 'birthday':
      return checkBirthday(question, value, today)
    case 'member_id':
      return checkMemberId(question, value)
    case 'yes_no':
      return checkYesNo(question, value)
    case 'consent':
      return checkConsent(question, value)
    case 'file':
      return checkFile(question, value)
    case 'statement':
      // Read, not answered.
      return good(null)
  }
}

/** Whether nobody gave anything: no text that can be seen, no part, no choice. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return isBlank(value)
  return typeof value === 'object' && Object.values(value).every((part) => typeof part === 'string' && isBlank(part))
}

function emptyAnswer(question: Question): Checked {
  if (!question.required || question.kind === 'statement') return good(null)
  switch (question.kind) {
    case 'single_choice':
    case 'dropdown':
    case 'rating':
    case 'nps':
    case 'yes_no':
      return bad({ code: 'choose_one' })
    case 'multiple_choice':
      return bad({ code: 'choose_some' })
    case 'consent':
      return bad({ code: 'not_agreed' })
    case 'file':
      return bad({ code: 'file_missing' })
    case 'name':
      return bad({ code: 'box_empty', box: nameBoxes(question)[0]! })
    case 'email':
    case 'phone':
    case 'birthday':
      return bad({ code: 'box_empty', box: question.kind })
    case 'address':
      return bad({ code: 'box_empty', box: 'prefecture' })
    case 'member_id':
      return bad({ code: 'box_empty', box: 'id' })
    default:
      return bad({ code: 'required' })
  }
}

function checkDate(question: QuestionOf<'date'>, value: unknown, today: string): Checked {
  if (typeof value !== 'string' || !isDate(value)) return bad({ code: 'not_a_date' })
  const { min, max } = dateBounds(question, today)
  if (value < min) return bad({ code: 'too_early', date: min })
  if (value > max) return bad({ code: 'too_late', date: max })
  return good(value)
}
