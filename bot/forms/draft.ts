import type {
  AnswerParts,
  Answers,
  AnswerValue,
  Earlier,
  FormDefinition,
  Opening,
  Question,
  SubmissionView,
} from './contract.ts'
import type { Confirmation } from './edit-contract.ts'
import { amountIn } from './kinds/order-sums.ts'
import { mainText } from './main-text.ts'

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
  /** Why it takes answers now or not; a change of a finished submission needs no place of its own. */
  opening: Opening
  /** How many may be finished at most; null: any number, or this one takes no new place. */
  capacity: number | null
  /** Once it is finished, where the form has only so many places. */
  place: 'taken' | 'waiting' | null
  /** Until how many minutes before its slot its person may cancel it; null: not by themselves. */
  cancelUntil: number | null
  /** What its person may do once it is finished. */
  more: Earlier['more']
  state: SubmissionView['state']
  revision: number
  number: number | null
  /** The finished submission that it changes, with its receipt number. */
  replaces: { id: string; number: number } | null
  /** Whether the form has rules about what happens with an answer (`bot/rules`). */
  hasRules: boolean
  /** Whether who sends it in LIFF is told so in the chat. */
  confirmation: Confirmation
  /** When its person last touched it. */
  updatedAt: number
  /** Given answers, and `null` for what was passed over. */
  answers: Answers
  /** What the link said when it was begun. */
  hidden: Record<string, string>
  /** Keys of the questions whose answers were known then. */
  known: string[]
  /** The day in Japan on which it was begun. */
  day: string
}

/** The typed columns of an answer's row. */
export interface AnswerColumns {
  valueText: string | null
  valueNumber: number | null
  valueTime: number | null
  valueJson: string[] | AnswerParts | null
}

/**
 * Which columns a value goes to: texts, option keys, dates and times as text; days and moments also as a time; numbers as a
 * number; a value with parts as JSON, beside the text that it is searched by.
 */
export function columnsOf(question: Question, value: AnswerValue): AnswerColumns {
  const columns: AnswerColumns = { valueText: null, valueNumber: null, valueTime: null, valueJson: null }
  if (Array.isArray(value)) return { ...columns, valueJson: value }
  if (typeof value === 'number') return { ...columns, valueNumber: value }
  if (typeof value === 'string') return { ...columns, valueText: value, valueTime: timeOf(question, value) }
  const valueText = mainText(value)
  const valueTime = question.kind === 'slot' ? startOf(value) : timeOf(question, valueText)
  // How many things an order has in all is a number of its own, for whoever reads the table.
  const valueNumber = question.kind === 'order' ? amountIn(value) : null
  return { valueText, valueNumber, valueTime, valueJson: value }
}

/** A day begins in UTC, as days carry no zone; a day with a time is a moment of Japan's clock. */
function timeOf({ kind }: Question, text: string): number | null {
  if (kind === 'date' || kind === 'birthday') return Date.parse(`${text}T00:00:00Z`)
  return kind === 'date_time' ? momentOf(text) : null
}

const startOf = ({ start }: AnswerParts) =>
  start === undefined ? null : momentOf(start.length === 10 ? `${start}T00:00` : start)

/** A moment of Japan's clock. */
const momentOf = (text: string) => Date.parse(`${text}:00+09:00`)

/** The value in an answer's row. */
export function valueIn({ valueText, valueNumber, valueJson }: Omit<AnswerColumns, 'valueTime'>): AnswerValue | null {
  return valueJson ?? valueNumber ?? valueText
}
