import type { AnswerValue, Question } from './contract.ts'

/** Kinds whose answers name a person, or may: a photo can show a card or a face, a place is where somebody lives. */
const personalKinds: ReadonlySet<Question['kind']> = new Set([
  'name',
  'email',
  'phone',
  'address',
  'birthday',
  'member_id',
  'file',
  'location',
  'signature',
])

/** Whether the answer to a question names a person, by its kind or because the company marked it. */
export const isPersonal = (question: Question): boolean =>
  question.personal === true || personalKinds.has(question.kind)

/** Kinds that people answer in words of their own, in which anybody may name themselves or others. */
const freeKinds: ReadonlySet<Question['kind']> = new Set(['short_text', 'long_text'])

/** An option that somebody wrote themselves is kept behind this. */
const ownWords = 'other:'

/**
 * Whether an answer stays masked for whoever may not see personal data: everything personal, and whatever people wrote in
 * words of their own. Without a value: whether every answer to the question does.
 */
export const staysMasked = (question: Question, value?: AnswerValue | null): boolean =>
  isPersonal(question) || freeKinds.has(question.kind) || isOwnWords(value)

const isOwnWords = (value: AnswerValue | null | undefined): boolean =>
  (Array.isArray(value) ? value : [value]).some((one) => typeof one === 'string' && one.startsWith(ownWords))
