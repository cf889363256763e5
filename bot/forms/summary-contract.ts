import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'
import type { QuestionKind, Texts } from './contract.ts'

/** A day of Japan that exists. */
const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true),
)

const period = {
  /** What was finished, or begun and not finished, on this day of Japan or later. */
  from: v.optional(day),
  to: v.optional(day),
  way: v.optional(v.picklist(['liff', 'chat'])),
}

export const summarySchema = v.strictObject(period)
export type SummaryFilters = v.InferOutput<typeof summarySchema>

export const latestAnswersSchema = v.strictObject({
  ...period,
  question: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/)),
  cursor: v.optional(cursorSchema),
})
export type LatestAnswers = v.InferOutput<typeof latestAnswersSchema>

/** One thing that can be answered, and by how many it was. `gone`: the form does not offer it any more. */
export interface Choice {
  key: string
  label: Texts
  count: number
  gone: boolean
}

/** Something of a row of values: a month, a weekday, an hour. */
export interface Part {
  value: string
  count: number
}

/** `to` is the first value that is not in it any more; for whole numbers `from` and `to` may be one apart. */
export interface Bin {
  from: number
  to: number
  count: number
}

/** What the answers of a question look like, by its kind. */
export type Chart =
  | { type: 'choices'; choices: Choice[]; several: boolean }
  /** The best first; `mean` is the average place among those who named it. */
  | { type: 'ranking'; places: number; options: (Choice & { first: number; mean: number | null })[] }
  /** `counts` in the order of the columns; `several`: a person may count in several columns of a row. */
  | {
      type: 'matrix'
      several: boolean
      columns: { key: string; label: Texts; gone: boolean }[]
      rows: { key: string; label: Texts; gone: boolean; counts: number[] }[]
    }
  /** Of each thing how many people want it, how many of it, and what that costs; `quantity` and `yen` are those of all. */
  | {
      type: 'order'
      unit: Texts | null
      quantity: number
      /** By the prices at which it was ordered; null where nothing ever had a price. */
      yen: number | null
      options: (Choice & { quantity: number; yen: number })[]
    }
  | { type: 'rating'; counts: number[]; mean: number | null }
  | {
      type: 'nps'
      counts: number[]
      promoters: number
      passives: number
      detractors: number
      /** −100 to 100; null without answers. */
      score: number | null
    }
  | { type: 'number'; bins: Bin[]; whole: boolean; mean: number | null; median: number | null; unit: Texts | null }
  | { type: 'days'; months: Part[]; weekdays: number[] }
  | { type: 'moments'; months: Part[]; weekdays: number[]; hours: number[] }
  | { type: 'hours'; hours: number[] }
  | { type: 'birthdays'; months: number[]; decades: Part[] }
  | { type: 'texts' }
  | { type: 'files'; files: number }
  /** Only how many answered: what names a person, what is masked, what is only read. */
  | { type: 'count' }

export interface QuestionSummary {
  key: string
  title: Texts
  kind: QuestionKind
  /** Only in versions before the present one. */
  old: boolean
  /** Answers are masked for this reader. */
  masked: boolean
  /** How many came to it, of all who began; branches lead others past it. */
  reached: number
  /** How many of those left the form here. */
  stopped: number
  /** Of finished submissions: how many answered, and how many passed it over. */
  answered: number
  skipped: number
  chart: Chart
}

/** Seconds from the beginning to the end, of finished submissions; null when there is none. */
export interface TimeToAnswer {
  count: number
  lower: number
  median: number
  upper: number
}

/** A number that was calculated, over all finished submissions that have it. */
export interface CalculationSummary {
  key: string
  title: Texts
  /** Only in versions before the present one. */
  old: boolean
  masked: boolean
  counted: number
  /** `number`, or `count` for whoever may not see it. */
  chart: Chart
}

export interface FormSummary {
  form: { key: string; title: Texts; versions: number }
  counts: {
    started: number
    finished: number
    /** Still open, and given up. */
    draft: number
    cancelled: number
    /** Not finished, and nobody kept where they stopped. */
    stoppedUnknown: number
    /** All answered, not sent. */
    stoppedAtEnd: number
  }
  /** Finished submissions of each day, ISO dates; days without any are left out. */
  days: { day: string; finished: number }[]
  time: { all: TimeToAnswer | null; liff: TimeToAnswer | null; chat: TimeToAnswer | null }
  questions: QuestionSummary[]
  calculations: CalculationSummary[]
  /** Which ending finished submissions came to; the form's own with an empty key at last. Empty without endings, and where they tell something personal that this reader may not see. */
  endings: { key: string; label: Texts; count: number }[]
  /** What links may say about who comes. */
  hidden: { key: string; title: Texts }[]
}
