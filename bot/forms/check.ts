import type { AnswerValue, Language, Question } from './contract.ts'
import { textLengthMax } from './contract.ts'

/** What is wrong with an answer, as data; `problemText` says it to a person. */
export type Problem =
  | { code: 'required' | 'choose_one' | 'choose_some' | 'unknown_option' | 'not_a_number' | 'not_whole' | 'not_a_date' }
  | { code: 'too_short' | 'too_long'; limit: number; is: number }
  | { code: 'too_small' | 'too_large' | 'too_few' | 'too_many'; limit: number }
  | { code: 'not_a_rating'; limit: number }
  | { code: 'too_early' | 'too_late'; date: string }

export type Checked = { ok: true; value: AnswerValue | null } | { ok: false; problem: Problem }

const shortTextLengthMax = 200
const longTextLengthMax = 2000

/** Never typed by a person; a NUL would end the text where it is read again. Line breaks and tabs stay. */
const control = /(?![\n\r\t])\p{Cc}/gu
/** Joiners belong into emoji; a text of nothing else is empty. */
const invisible = /[\p{Cf}\p{M}\s]/gu

const bad = (problem: Problem): Checked => ({ ok: false, problem })
const good = (value: AnswerValue | null): Checked => ({ ok: true, value })

/**
 * Whether a value answers a question; the same code in LIFF, chat and server.
 * @param today the person's date as `YYYY-MM-DD`, for bounds that say `today`
 * @returns the value as it is stored (texts trimmed, options in their own order), null when an optional one is empty
 */
export function checkAnswer(question: Question, value: unknown, today: string): Checked {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return emptyAnswer(question)
  }
  switch (question.kind) {
    case 'short_text':
      return checkText(question, value, question.lengthMax ?? shortTextLengthMax)
    case 'long_text':
      return checkText(question, value, question.lengthMax ?? longTextLengthMax)
    case 'single_choice':
      return question.options.some((option) => option.key === value)
        ? good(value as string)
        : bad({ code: typeof value === 'string' ? 'unknown_option' : 'choose_one' })
    case 'multiple_choice':
      return checkMultiple(question, value)
    case 'number':
      return checkNumber(question, value)
    case 'rating':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= question.max
        ? good(value)
        : bad({ code: 'not_a_rating', limit: question.max })
    case 'date':
      return checkDate(question, value, today)
  }
}

function emptyAnswer(question: Question): Checked {
  if (!question.required) return good(null)
  if (question.kind === 'single_choice' || question.kind === 'rating') return bad({ code: 'choose_one' })
  if (question.kind === 'multiple_choice') return bad({ code: 'choose_some' })
  return bad({ code: 'required' })
}

function checkText(
  question: Extract<Question, { kind: 'short_text' | 'long_text' }>,
  value: unknown,
  lengthMax: number,
): Checked {
  if (typeof value !== 'string') return bad({ code: 'required' })
  const text = value.normalize('NFC').replace(control, '').trim()
  if (text.replace(invisible, '') === '') return emptyAnswer(question)
  if (question.lengthMin !== undefined && text.length < question.lengthMin) {
    return bad({ code: 'too_short', limit: question.lengthMin, is: text.length })
  }
  const limit = Math.min(lengthMax, textLengthMax)
  return text.length > limit ? bad({ code: 'too_long', limit, is: text.length }) : good(text)
}

function checkMultiple(question: Extract<Question, { kind: 'multiple_choice' }>, value: unknown): Checked {
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

function checkNumber(question: Extract<Question, { kind: 'number' }>, value: unknown): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return bad({ code: 'not_a_number' })
  if (!question.decimals && !Number.isInteger(value)) return bad({ code: 'not_whole' })
  if (question.min !== undefined && value < question.min) return bad({ code: 'too_small', limit: question.min })
  if (question.max !== undefined && value > question.max) return bad({ code: 'too_large', limit: question.max })
  return good(value)
}

function checkDate(question: Extract<Question, { kind: 'date' }>, value: unknown, today: string): Checked {
  if (typeof value !== 'string' || !isDate(value)) return bad({ code: 'not_a_date' })
  const { min, max } = dateBounds(question, today)
  if (value < min) return bad({ code: 'too_early', date: min })
  if (value > max) return bad({ code: 'too_late', date: max })
  return good(value)
}

/** The bounds of a date question with `today` filled in; LINE's picker goes from 1900 to 2100. */
export function dateBounds(question: Extract<Question, { kind: 'date' }>, today: string): { min: string; max: string } {
  const filled = (bound: string | undefined, otherwise: string) => (bound === 'today' ? today : (bound ?? otherwise))
  return { min: filled(question.min, '1900-01-01'), max: filled(question.max, '2100-12-31') }
}

/** A day that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The person's own date: Japan's, because LINE gives no time zone. */
export function todayInJapan(now: number): string {
  return new Date(now + 9 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

const longDate = (date: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

/** The problem in one sentence that says what to do. */
export function problemText(problem: Problem, language: Language): string {
  const ja = language === 'ja'
  switch (problem.code) {
    case 'required':
      return ja ? '入力してください' : 'Please fill this in'
    case 'choose_one':
      return ja ? '1つ選んでください' : 'Please choose one'
    case 'choose_some':
      return ja ? '1つ以上選んでください' : 'Please choose at least one'
    case 'unknown_option':
      return ja ? '一覧の中から選んでください' : 'Please choose from the list'
    case 'not_a_number':
      return ja ? '数字で入力してください（例：3）' : 'Please enter a number, for example 3'
    case 'not_whole':
      return ja ? '小数点のない数字で入力してください' : 'Please enter a whole number'
    case 'not_a_rating':
      return ja ? `1から${problem.limit}の数字で選んでください` : `Please choose a number from 1 to ${problem.limit}`
    case 'not_a_date':
      return ja ? '日付で入力してください（例：2026/12/3）' : 'Please enter a date, for example 2026/12/3'
    case 'too_short':
      return ja
        ? `${problem.limit}文字以上で入力してください（今は${problem.is}文字です）`
        : `Please enter at least ${problem.limit} characters (now ${problem.is})`
    case 'too_long':
      return ja
        ? `${problem.limit}文字以内で入力してください（今は${problem.is}文字です）`
        : `Please enter at most ${problem.limit} characters (now ${problem.is})`
    case 'too_small':
      return ja ? `${problem.limit}以上の数字を入力してください` : `Please enter ${problem.limit} or more`
    case 'too_large':
      return ja ? `${problem.limit}以下の数字を入力してください` : `Please enter ${problem.limit} or less`
    case 'too_few':
      return ja ? `${problem.limit}個以上選んでください` : `Please choose at least ${problem.limit}`
    case 'too_many':
      return ja ? `選べるのは${problem.limit}個までです` : `Please choose at most ${problem.limit}`
    case 'too_early':
      return ja
        ? `${longDate(problem.date, language)}以降の日付を選んでください`
        : `Please choose ${longDate(problem.date, language)} or later`
    case 'too_late':
      return ja
        ? `${longDate(problem.date, language)}までの日付を選んでください`
        : `Please choose a date up to ${longDate(problem.date, language)}`
  }
}
