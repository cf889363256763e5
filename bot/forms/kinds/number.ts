import type { QuestionOf } from '../contract.ts'
import { bad, good, type Checked } from './problem.ts'

/** A number that would be taken. */
export function numberExample({ min = -Infinity, max = Infinity, decimals }: QuestionOf<'number'>): number {
  if (min <= 3 && max >= 3) return 3
  const middle = Number(((min + max) / 2).toFixed(decimals ? 1 : 0))
  return Number.isFinite(middle) ? middle : Number.isFinite(min) ? min : max
}

export function checkNumber(question: QuestionOf<'number'>, value: unknown): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return bad({ code: 'not_a_number', example: numberExample(question) })
  if (!question.decimals && !Number.isInteger(value)) return bad({ code: 'not_whole' })
  if (question.min !== undefined && value < question.min) return bad({ code: 'too_small', limit: question.min })
  if (question.max !== undefined && value > question.max) return bad({ code: 'too_large', limit: question.max })
  return good(value)
}

const isWholeIn = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max

export const checkRating = (question: QuestionOf<'rating'>, value: unknown): Checked =>
  isWholeIn(value, 1, question.max) ? good(value) : bad({ code: 'not_a_rating', limit: question.max })

export const checkNps = (_: QuestionOf<'nps'>, value: unknown): Checked =>
  isWholeIn(value, 0, 10) ? good(value) : bad({ code: 'not_a_score' })
