import type { AnswerParts, Answers, AnswerValue, FormDefinition, Question, SubmissionView } from './contract.ts'

/** A person's submission with its form, as verbs work on it. */
export interface Draft {
  id: string
  formId: string
  formKey: string
  /** Whether the form takes answers now. */
  formState: 'open' | 'closed'
  version: number
  uid: string
  definition: FormDefinition
  state: SubmissionView['state']
  revision: number
  number: number | null
  /** Given answers, and `null` for what was passed over. */
  answers: Answers
}

/** The typed columns of an answer's row. */
export interface AnswerColumns {
  valueText: string | null
  valueNumber: number | null
  valueTime: number | null
  valueJson: string[] | AnswerParts | null
}

/** Which columns a value goes to: texts, option keys and dates as text, dates also as a time, numbers as a number. */
export function columnsOf(question: Question, value: AnswerValue): AnswerColumns {
  const columns: AnswerColumns = { valueText: null, valueNumber: null, valueTime: null, valueJson: null }
  if (Array.isArray(value)) return { ...columns, valueJson: value }
  if (typeof value === 'number') return { ...columns, valueNumber: value }
  return { ...columns, valueText: value, valueTime: question.kind === 'date' ? Date.parse(`${value}T00:00:00Z`) : null }
}

/** The value in an answer's row. */
export function valueIn({ valueText, valueNumber, valueJson }: Omit<AnswerColumns, 'valueTime'>): AnswerValue | null {
  return valueJson ?? valueNumber ?? valueText
}
