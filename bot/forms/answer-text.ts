import type { AnswerValue, Question, Texts } from './contract.ts'
import { phoneText } from './kinds/phone-text.ts'
import { narrow } from './kinds/plain.ts'
import { isRare, plainAnswerText, same } from './plain-answer-text.ts'
import { rareAnswerText } from './rare-answer-text.ts'

/**
 * An answer in words for people who read it: labels in place of option keys, stars for a rating.
 * An option that the question does not have (any more) is shown by its key rather than hidden.
 */
export function answerText(question: Question, value: AnswerValue): Texts {
  // Where it is typed it stands as it was typed: how it is parted is of no weight for the mini-app.
  if (typeof value === 'object' && !Array.isArray(value)) {
    if (question.kind === 'phone') return same(phoneText(value))
    // With its separators, which a company's own list has; in one writing, however somebody's keyboard writes it.
    if (question.kind === 'member_id') return same(narrow(value['given'] ?? '').toUpperCase())
  }
  return isRare(question) ? rareAnswerText(question, value) : plainAnswerText(question, value)
}
