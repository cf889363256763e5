import type { Question, QuestionOf } from './contract.ts'

/** Whether the answers to a question are uploads, named by their ids. */
export const hasFiles = (question: Question): question is QuestionOf<'file' | 'signature'> =>
  question.kind === 'file' || question.kind === 'signature'
