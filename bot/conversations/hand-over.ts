import type { Question } from '../forms/contract.ts'
import type { Run } from './contract.ts'

/** So many options stand as buttons in one bubble; longer lists are searched by typing, or opened in LIFF. */
export const listedMax = 12

const partlyOnPage: ReadonlySet<Question['kind']> = new Set(['name', 'address', 'file'])

/**
 * Whether a question is put to a person with a button to its page in LIFF: a name has parts that nobody can part for them, an
 * address has many, a file may be a paper that is not in the phone's photos, a matrix has no end, a signature is drawn. The draft is the same, so the chat sees the answer when they come back.
 */
export const isOnPage = (question: Question): boolean => partlyOnPage.has(question.kind) || needsPage(question)

const pageKinds: ReadonlySet<Question['kind']> = new Set(['matrix', 'signature'])

/** Whether the chat has no way at all to take the answer. */
export const needsPage = ({ kind }: Question): boolean => pageKinds.has(kind)

export const isLongList = (question: Question): boolean =>
  question.kind === 'dropdown' && question.options.length > listedMax

/** Opens the form in LIFF at this question. */
export const pageUrl = (liffUrl: string, { formKey }: Run, { key }: Question): string =>
  `${liffUrl}/forms/${formKey}?question=${key}&from=chat`
