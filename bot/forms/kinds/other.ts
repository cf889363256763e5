import type { Option, QuestionOf, Texts } from '../contract.ts'

/** What stands before the words of whoever chose none of the options; no option's key has a colon. */
export const otherMark = 'other:'
/** As what it is counted, and what conditions see. */
export const otherKey = 'other'

export type Choice = QuestionOf<'single_choice' | 'multiple_choice'>

/** The words beside 「その他」; null when an option was chosen. */
export const otherText = (chosen: string): string | null =>
  chosen.startsWith(otherMark) ? chosen.slice(otherMark.length) : null

/** The key of what was chosen, whatever words stand beside it. */
export const chosenKey = (chosen: string): string => (chosen.startsWith(otherMark) ? otherKey : chosen)

/** What the last option is called. */
export const otherLabel = (question: { other?: Choice['other'] }): Texts =>
  question.other?.label ?? { ja: 'その他', en: 'Other' }

/** Everything that can be chosen. */
export const optionsWithOther = (question: Choice): Option[] =>
  question.other ? [...question.options, { key: otherKey, label: otherLabel(question) }] : question.options
