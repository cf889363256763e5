import type { Language, QuestionOf } from '../contract.ts'
import { dateBounds, isClosedOn } from '../date-bounds.ts'
import { bad, good, type Checked } from './problem.ts'

/** A day that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export function checkDate(question: QuestionOf<'date'>, value: unknown, today: string): Checked {
  if (typeof value !== 'string' || !isDate(value)) return bad({ code: 'not_a_date' })
  const { min, max } = dateBounds(question, today)
  if (value < min) return bad({ code: 'too_early', date: min })
  if (value > max) return bad({ code: 'too_late', date: max })
  return isClosedOn(question, value) ? bad({ code: 'closed_day', closed: question.closed ?? [] }) : good(value)
}

/** 2026年12月3日, 3 December 2026. */
export const longDate = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
