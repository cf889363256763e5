import { isDate } from './date.ts'
import { kanjiNumber } from './kanji-number.ts'
import type { DayChoice, Problem } from './problem.ts'

interface Era {
  name: string
  /** What else it is called. */
  said: string[]
  /** Western year of its year 1, minus 1. */
  before: number
  from: string
  to: string
}

/** Newest first. On the days of change both eras counted. Source: Japan's era law and the notices of each change. */
const eras: Era[] = [
  { name: '令和', said: ['令', 'れいわ', 'reiwa', 'r'], before: 2018, from: '2019-05-01', to: '9999-12-31' },
  { name: '平成', said: ['平', 'へいせい', 'heisei', 'h'], before: 1988, from: '1989-01-08', to: '2019-04-30' },
  { name: '昭和', said: ['昭', 'しょうわ', 'showa', 's'], before: 1925, from: '1926-12-25', to: '1989-01-07' },
  { name: '大正', said: ['大', 'たいしょう', 'taisho', 't'], before: 1911, from: '1912-07-30', to: '1926-12-25' },
  { name: '明治', said: ['明', 'めいじ', 'meiji', 'm'], before: 1867, from: '1868-10-23', to: '1912-07-30' },
]

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What a text names: one day, a problem to tell, or nothing that looks like a day. */
export type DayRead = { date: string } | { problem: Problem } | undefined

/**
 * The day in what a person typed, with its year: western or of an era, with any separators, in any width, also with kanji
 * numbers and English months. A year of two digits may mean several; those that lie ahead of `today` or before 1900 do not count.
 */
export function readDay(typed: string, today: string): DayRead {
  const plain = kanjiNumbers(
    typed
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('元年', '1年')
      .replace(/\(.*?\)/g, '')
      .trim(),
  )
  const english = englishDay(plain)
  if (english) return dayOf(...english)
  const text = plain
    .replace(/(生まれ|うまれ|生|です|。)+$/, '')
    .replace(/[\s年月/.,・、\-‐-―−ー─]+/g, '/')
    .replace(/^\/+|日?\/*$/g, '')
  const digits = /^([a-z]|[^\d/]+)?\/?(\d+)$/.exec(text)
  const [, era, run = ''] = digits ?? []
  // Written without separators: 19750505, S500505, 500505.
  if (run.length === 8 && era === undefined) return dayOf(+run.slice(0, 4), +run.slice(4, 6), +run.slice(6))
  if (run.length === 6) return readDay(`${era ?? ''}${run.slice(0, 2)}/${run.slice(2, 4)}/${run.slice(4)}`, today)
  const parts = /^([^\d/]+)?\/?(\d{1,4})\/(\d{1,2})\/(\d{1,2})$/.exec(text)
  if (!parts) return undefined
  const [year, month, day] = [Number(parts[2]), Number(parts[3]), Number(parts[4])]
  if (parts[1] !== undefined) return inEra(parts[1], year, month, day)
  if (parts[2]!.length === 4) return dayOf(year, month, day)
  return parts[2]!.length <= 2 ? yearOfTwoDigits(year, month, day, today) : undefined
}

function dayOf(year: number, month: number, day: number): DayRead {
  const date = iso(year, month, day)
  return isDate(date) ? { date } : { problem: { code: 'no_such_day', month, day } }
}

function inEra(name: string, year: number, month: number, day: number): DayRead {
  const era = eras.find((one) => one.name === name || one.said.includes(name))
  if (name === '西暦') return year > 999 ? dayOf(year, month, day) : undefined
  if (!era || year < 1) return undefined
  const date = iso(era.before + year, month, day)
  if (!isDate(date)) return { problem: { code: 'no_such_day', month, day } }
  const edge = date > era.to ? era.to : date < era.from ? era.from : undefined
  if (edge === undefined) return { date }
  const [edgeYear = 0, edgeMonth = 0, edgeDay = 0] = edge.split('-').map(Number)
  return {
    problem: {
      code: edge === era.to ? 'era_over' : 'era_not_begun',
      era: era.name,
      year: edgeYear - era.before,
      month: edgeMonth,
      day: edgeDay,
      sameYear: edgeYear - era.before === year,
      meant: { date, era: eraOf(date) },
    },
  }
}

/** 50年 is 1950 for some and 昭和50年 for others: with one meaning that is possible it is taken, with more the person says which. */
function yearOfTwoDigits(year: number, month: number, day: number, today: string): DayRead {
  const western = [2000 + year, 1900 + year].map((full) => ({ date: iso(full, month, day), era: null }))
  const japanese = eras.map(({ name, before }) => ({ date: iso(before + year, month, day), era: { name, year } }))
  const possible = [...western, ...japanese].filter(
    ({ date, era }) =>
      isDate(date) &&
      date <= today &&
      date >= '1900-01-01' &&
      (era === null || 'date' in (inEra(era.name, year, month, day) ?? {})),
  )
  const days = [...new Set(possible.map(({ date }) => date))].toSorted()
  if (days.length === 1) return { date: days[0]! }
  if (days.length === 0) return dayOf(2000 + year, month, day)
  const choices: DayChoice[] = days.map((date) => ({ date, era: eraOf(date) }))
  return { problem: { code: 'which_year', choices } }
}

/** The era's year of a day; null before Meiji. On the days of change the newer era is named. */
export function eraOf(date: string): DayChoice['era'] {
  const era = eras.find(({ from }) => date >= from)
  return era ? { name: era.name, year: Number(date.slice(0, 4)) - era.before } : null
}

/** `May 5, 1975`, `5 May 1975`, `5th of May 1975`. */
function englishDay(plain: string): [number, number, number] | undefined {
  const words = plain
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .replace(/\bof\b/g, ' ')
    .split(/[\s,./-]+/)
  const at = words.findIndex((word) => /^[a-z]{3,9}$/.test(word))
  const month = months.indexOf((words[at] ?? '').slice(0, 3)) + 1
  const numbers = words.filter((_, index) => index !== at).map(Number)
  if (words.length !== 3 || at < 0 || month === 0 || numbers.some((number) => !Number.isInteger(number)))
    return undefined
  const [a = 0, b = 0] = numbers
  return a > 999 ? [a, month, b] : b > 999 ? [b, month, a] : undefined
}

/** 五十年三月二十五日 with figures. */
export const kanjiNumbers = (text: string): string =>
  text.replace(/[〇一二三四五六七八九十]+(?=[年月日/.-])/g, (kanji) => String(kanjiNumber(kanji) ?? kanji))

/** `YYYY-MM-DD`, whether there is such a day or not. */
export const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
