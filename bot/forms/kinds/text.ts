import type { QuestionOf } from '../contract.ts'
import { textLengthMax } from '../in-language.ts'
import { lettersIn } from './letters.ts'
import { asGiven } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

const lengthMaxOf = { short_text: 200, long_text: 2000 }

export function checkText(question: QuestionOf<'short_text' | 'long_text'>, value: unknown): Checked {
  if (typeof value !== 'string') return bad({ code: 'required' })
  const text = asGiven(value)
  const is = lettersIn(text)
  if (question.lengthMin !== undefined && is < question.lengthMin)
    return bad({ code: 'too_short', limit: question.lengthMin, is })
  const limit = Math.min(question.lengthMax ?? lengthMaxOf[question.kind], textLengthMax)
  if (is > limit) return bad({ code: 'too_long', limit, is })
  // What is kept is bounded by its units, however few letters they are.
  return text.length > textLengthMax ? bad({ code: 'too_long', limit: textLengthMax, is: text.length }) : good(text)
}
