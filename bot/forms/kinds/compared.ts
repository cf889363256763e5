import { dayAfter } from '../calendar-day.ts'
import { clashOf } from '../clash.ts'
import type { AnswerValue, Comparison, Language, Question, QuestionKind, Texts } from '../contract.ts'
import { inLanguage } from '../in-language.ts'
import { longDate } from './date.ts'
import { grouped } from './grouped.ts'
import type { Kinds } from './kind.ts'
import type { Checked, Problem } from './problem.ts'

/** Answers of one sort can be compared with each other: days with days, numbers with numbers. */
export type Sort = 'day' | 'clock' | 'moment' | 'number'

const sorts: Partial<Record<QuestionKind, Sort>> = {
  ...{ date: 'day', birthday: 'day', time: 'clock', date_time: 'moment' },
  ...{ number: 'number', rating: 'number', nps: 'number', slider: 'number', money: 'number', order: 'number' },
}
/** Of which sort the answers of a kind are; undefined where they are neither earlier nor more than others. */
export const sortOf = (kind: QuestionKind): Sort | undefined => sorts[kind]

/** Whether one answer may have to stand to another; those with parts, a birthday or an order, are compared in conditions only. */
export const canBeCompared = (one: Pick<Question, 'kind'>, other: Pick<Question, 'kind'>): boolean =>
  other.kind !== 'birthday' && other.kind !== 'order' && sortOf(one.kind) === sortOf(other.kind)

/** Another answer of the same person, with its question as they read it. */
export interface OtherAnswer {
  question: Question
  value: AnswerValue
}
type Other = (key: string) => OtherAnswer | undefined

/** An answer that stands to an earlier one as it must not is none. */
export function checkedBeside(question: Question, checked: Checked, other: Other): Checked {
  if (!checked.ok) return checked
  const clash = clashOf(question, checked.value, (key) => other(key)?.value)
  return clash ? { ok: false, problem: problemOf(clash, other(clash.than)!) } : checked
}

const problemOf = ({ is }: Comparison, { question, value }: OtherAnswer): Problem => ({
  ...{ code: 'compared', is, than: question.title, value: value as string | number },
  ...{ sort: sortOf(question.kind) ?? 'number', unit: unitOf(question) },
})

/** What an answer is counted in: 名, 円. */
function unitOf(question: Question): Texts | null {
  if (question.kind === 'money') return { ja: '円', en: 'yen' }
  return ('unit' in question && question.unit) || null
}

const spans: Record<'time' | 'number', Record<Comparison['is'], Texts>> = {
  time: {
    more_than: { ja: 'より後', en: 'after' },
    at_least: { ja: '以降', en: 'not before' },
    less_than: { ja: 'より前', en: 'before' },
    at_most: { ja: '以前', en: 'not after' },
    not_equals: { ja: 'とは別', en: 'other than' },
  },
  number: {
    more_than: { ja: 'より大きい', en: 'more than' },
    at_least: { ja: '以上', en: 'at least' },
    less_than: { ja: 'より小さい', en: 'less than' },
    at_most: { ja: '以下', en: 'at most' },
    not_equals: { ja: 'とは別', en: 'other than' },
  },
}
const nouns: Record<Sort, { ja: string; en: string; verb: string }> = {
  day: { ja: '日付', en: 'a date', verb: '選んで' },
  clock: { ja: '時刻', en: 'a time', verb: '入力して' },
  moment: { ja: '日時', en: 'a date and time', verb: '選んで' },
  number: { ja: '数字', en: 'a number', verb: '入力して' },
}

/** How an answer has to stand to another: より後, not before. */
export const spanWords = (is: Comparison['is'], sort: Sort): Texts => spans[sort === 'number' ? sort : 'time'][is]

/** 「チェックイン」（2026年12月3日）より後の日付, a date after “Arrival” (3 December 2026); without what was answered while nobody knows that. */
function phrase(
  { is, than, sort, unit }: { is: Comparison['is']; than: Texts; sort: Sort; unit: Texts | null },
  value: string | number | null,
): { ja: string; en: string } {
  const [span, noun] = [spanWords(is, sort), nouns[sort]]
  const said = (language: Language) => (value === null ? '' : valueText(value, sort, unit, language))
  const [ja, en] = [said('ja'), said('en')]
  const of = span.ja.endsWith('い') ? '' : 'の'
  return {
    ja: `「${than.ja}」${ja && `（${ja}）`}${span.ja}${of}${noun.ja}`,
    en: `${noun.en} ${span.en} “${inLanguage(than, 'en')}”${en && ` (${en})`}`,
  }
}

function valueText(value: string | number, sort: Sort, unit: Texts | null, language: Language): string {
  if (sort === 'day') return longDate(String(value), language)
  if (typeof value === 'number') {
    const counted = unit ? inLanguage(unit, language) : ''
    return `${grouped(value)}${counted && language === 'en' ? ' ' : ''}${counted}`
  }
  if (sort !== 'moment') return value
  const [date = '', time] = String(value).split('T')
  return `${longDate(date, language)} ${time}`
}

/** What an answer is compared with, said before it is given. */
export function comparedHints(question: Question, all: Question[], other: Other, language: Language): string[] {
  if (!('compared' in question)) return []
  return (question.compared ?? []).flatMap(({ is, than }) => {
    const known = other(than)
    const beside = known?.question ?? all.find(({ key }) => key === than)
    const sort = beside && sortOf(beside.kind)
    return sort
      ? [
          phrase(
            { is, than: beside.title, sort, unit: unitOf(beside) },
            (known?.value ?? null) as string | number | null,
          )[language],
        ]
      : []
  })
}

/** The days that a picker offers, without those that another answer rules out; all of them where none would be left. */
export function boundsBeside(
  question: Question,
  bounds: { min: string; max: string },
  other: Other,
): { min: string; max: string } {
  let { min, max } = bounds
  for (const { is, than } of ('compared' in question && question.compared) || []) {
    const value = other(than)?.value
    if (typeof value !== 'string') continue
    // Beside a moment there is room on the same day.
    const [day, by] = [value.slice(0, 10), value.length === 10 ? 1 : 0]
    const [first, last] = [dayAfter(day, is === 'more_than' ? by : 0), dayAfter(day, is === 'less_than' ? -by : 0)]
    if ((is === 'at_least' || is === 'more_than') && first > min) min = first
    if ((is === 'at_most' || is === 'less_than') && last < max) max = last
  }
  return min <= max ? { min, max } : bounds
}

export const comparedKind = {
  judges: {},
  words: {
    compared: ({ value, ...problem }) => {
      const { ja, en } = phrase(problem, value)
      return { ja: `${ja}を${nouns[problem.sort].verb}ください`, en: `Please choose ${en}` }
    },
  },
} satisfies Kinds
