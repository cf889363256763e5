import type { QuestionOf } from '../contract.ts'
import { textLengthMax } from '../in-language.ts'
import { asGiven } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

const lengthMaxOf = { short_text: 200, long_text: 2000 }

export function checkText(question: QuestionOf<'short_text' | 'long_text'>, value: unknown): Checked {
  if (typeof value !== 'string') return bad({ code: 'required' })
  const text = asGiven(value)
  if (question.lengthMin !== undefined && text.length < question.lengthMin) {
    return bad({ code: 'too_short', limit: question.lengthMin, is: text.length })
  }
  const limit = Math.min(question.lengthMax ?? lengthMaxOf[question.kind], textLengthMax)
  return text.length > limit ? bad({ code: 'too_long', limit, is: text.length }) : good(text)
}
