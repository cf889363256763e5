import type { Question } from './contract.ts'

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
