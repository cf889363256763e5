import type { Language } from '../../../bot/forms/contract.ts'
import { readDay } from '../../../bot/forms/kinds/day.ts'
import { asGiven, partsOf } from './question.ts'

/** A birthday as it stands in its boxes; `era` is empty while years are counted the western way. */
export interface Birthday {
  era: string
  year: string
  month: string
  day: string
}

/** With the first day of each, and the year before its first one. */
export const eras = [
  { name: '令和', from: '2019-05-01', before: 2018 },
  { name: '平成', from: '1989-01-08', before: 1988 },
  { name: '昭和', from: '1926-12-25', before: 1925 },
  { name: '大正', from: '1912-07-30', before: 1911 },
  { name: '明治', from: '1868-01-25', before: 1867 },
] as const

/** One text out of the boxes, as somebody would write it; empty when nothing was typed. */
export function birthdayText({ era, year, month, day }: Birthday): string {
  if (year === '' && month === '' && day === '') return ''
  return `${era}${year}年${month}月${day}日`
}

/** The boxes again, from what `birthdayText` made or what somebody wrote in the chat. */
function partsOfBirthday(text: string): Birthday {
  const plain = text.normalize('NFKC').trim()
  const eight = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const parts = eight ?? /^\D*?(\d*|元)[年/.-](\d*)[月/.-](\d*)日?$/.exec(plain)
  const era = eras.find(({ name }) => plain.startsWith(name))?.name ?? ''
  return { era, year: parts?.[1] ?? '', month: parts?.[2] ?? '', day: parts?.[3] ?? '' }
}

/**
 * The boxes of an answer as it is kept. The day that was understood counts where the boxes would say another one: 「S60/4/1」
 * was written in the chat, and no box takes its S.
 */
export function boxesOfBirthday(value: unknown): Birthday {
  const typed = partsOfBirthday(asGiven(value))
  const { date } = partsOf(value)
  return date === undefined || dateOf(typed) === date ? typed : boxesOfDate(date, '')
}

/** The day as `YYYY-MM-DD`, when the boxes hold one. */
function dateOf(typed: Birthday): string | null {
  const [year, month, day] = [typed.year.replace('元', '1'), typed.month, typed.day].map((text) =>
    Number(text.normalize('NFKC').trim() || Number.NaN),
  ) as [number, number, number]
  const western = typed.era === '' ? year : (eras.find(({ name }) => name === typed.era)?.before ?? 0) + year
  if (![western, month, day].every(Number.isInteger) || western < 1868) return null
  const date = `${western}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null
}

const eraAt = (date: string) => eras.find(({ from }) => from <= date)

/** The boxes of a day, counted in an era or, when that is empty, the western way. */
export function boxesOfDate(date: string, era: string): Birthday {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const before = eras.find(({ name }) => name === era)?.before ?? 0
  return { era, year: String(year - before), month: String(month), day: String(day) }
}

/**
 * The boxes of a whole day that somebody wrote or pasted into one of them, counted as they count: 昭和64年1月7日, S64.1.7,
 * 1989/1/7; null: it is none, or not sure which.
 */
export function boxesOfWhole(typed: string, today: string): Birthday | null {
  const read = readDay(typed, today)
  if (!read || !('date' in read)) return null
  const isWestern = /(^|\D)\d{4}(\D|$)|^\d{8}$/.test(typed.normalize('NFKC').trim())
  return boxesOfDate(read.date, isWestern ? '' : (eraAt(read.date)?.name ?? ''))
}

/** What changes in the boxes when years are counted the other way; the year is translated when the day is complete. */
export function eraOfDate(typed: Birthday, inEras: boolean): Partial<Birthday> {
  const date = dateOf(typed)
  if (!inEras) return { era: '', year: date === null ? '' : date.slice(0, 4) }
  const era = date === null ? undefined : eraAt(date)
  if (era === undefined) return { era: '昭和', year: '' }
  return { era: era.name, year: String(Number(date!.slice(0, 4)) - era.before) }
}

/** The day in both countings, so that a slip is seen; empty while there is none. */
export function wordsForDate(typed: Birthday, language: Language): string {
  const date = dateOf(typed)
  const era = date === null ? undefined : eraAt(date)
  if (date === null || era === undefined) return ''
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const count = year - era.before
  if (language === 'ja') return `西暦${year}年（${era.name}${count === 1 ? '元' : count}年）${month}月${day}日`
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
  return `${words} (${era.name}${count})`
}
