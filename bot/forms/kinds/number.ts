import type { QuestionOf } from '../contract.ts'
import { bad, good, type Checked, type Problem } from './problem.ts'

export function checkNumber(question: QuestionOf<'number'>, value: unknown): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return bad(notANumber(question))
  if (!question.decimals && !Number.isInteger(value)) return bad({ code: 'not_whole' })
  if (question.min !== undefined && value < question.min) return bad({ code: 'too_small', limit: question.min })
  if (question.max !== undefined && value > question.max) return bad({ code: 'too_large', limit: question.max })
  return good(value)
}

/** The usual example is 3; one that would not be taken helps nobody. */
export function notANumber({ min = 3, max = 3, decimals }: QuestionOf<'number'>): Problem {
  if (min <= 3 && max >= 3) return { code: 'not_a_number' }
  const near = min > 3 ? min : max
  return { code: 'not_a_number', example: decimals && near + 0.5 <= max ? near + 0.5 : near }
}

const isWholeIn = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max

export const checkRating = (question: QuestionOf<'rating'>, value: unknown): Checked =>
  isWholeIn(value, 1, question.max) ? good(value) : bad({ code: 'not_a_rating', limit: question.max })

export const checkNps = (_: QuestionOf<'nps'>, value: unknown): Checked =>
  isWholeIn(value, 0, 10) ? good(value) : bad({ code: 'not_a_score' })
