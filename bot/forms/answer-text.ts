import type { AnswerValue, Question, Texts } from './contract.ts'
import { isRare, plainAnswerText } from './plain-answer-text.ts'
import { rareAnswerText } from './rare-answer-text.ts'

/**
 * An answer in words for people who read it: labels in place of option keys, stars for a rating.
 * An option that the question does not have (any more) is shown by its key rather than hidden.
 */
export const answerText = (question: Question, value: AnswerValue): Texts =>
  isRare(question) ? rareAnswerText(question, value) : plainAnswerText(question, value)
