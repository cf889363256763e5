import { dayAfter, weekdayOf } from '../calendar-day.ts'
import { kanjiNumbers } from '../kinds/day.ts'

// Days as people name them from where they stand: 来週の月曜, 来月3日, 1週間後. Some may mean two, and then the person says which.

const weekdayNames = '日月火水木金土'
const englishDays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Figures in half width, without spaces. */
const plainOf = (text: string) =>
  kanjiNumbers(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s、。]/g, ''),
  ).replace(/[一二三四五六七八九十](?=[日週ヶカかヵケ])/g, (kanji) => String('〇一二三四五六七八九十'.indexOf(kanji)))

const weekday =
  /^(?:(今週|来週|再来週|さ来週|次|つぎ|今度|こんど|this|next)の?)?([日月火水木金土](?=曜)|[a-z]+day)(?:曜日?)?$/
const weeksAhead: Record<string, number> = { 今週: 0, this: 0, 来週: 1, 再来週: 2, さ来週: 2 }
const inMonth = /^(今月|来月|再来月)の?(?:(\d{1,2})日|(末))$/
const monthsAhead: Record<string, number> = { 今月: 0, 来月: 1, 再来月: 2 }
const inYear = /^(今年|来年|再来年|去年|昨年)の?(\d{1,2})[月/](\d{1,2})日?$/
const yearsAhead: Record<string, number> = { 今年: 0, 来年: 1, 再来年: 2, 去年: -1, 昨年: -1 }
const later = /^(?:あと)?(\d{1,3})(日|週間?|[ヶカかヵケ]月)後$/

/** The days that a text may mean, seen from a day; none where it names no day so. */
export function relativeDays(text: string, today: string): string[] {
  const plain = plainOf(text)
  const [, week, name] = weekday.exec(plain) ?? []
  if (name !== undefined) return weekdayMeant(week, name, today)
  const [, month = '', day, end] = inMonth.exec(plain) ?? []
  if (month !== '') return real(dayInMonth(today, monthsAhead[month]!, end ? 'end' : Number(day)))
  const [, year = '', ofMonth = '', ofDay = ''] = inYear.exec(plain) ?? []
  if (year !== '')
    return real(
      `${Number(today.slice(0, 4)) + yearsAhead[year]!}-${ofMonth.padStart(2, '0')}-${ofDay.padStart(2, '0')}`,
    )
  const [, count, unit = ''] = later.exec(plain) ?? []
  if (count === undefined) return []
  if (unit.endsWith('月')) return real(dayInMonth(today, Number(count), Number(today.slice(8))))
  return [dayAfter(today, Number(count) * (unit === '日' ? 1 : 7))]
}

function weekdayMeant(week: string | undefined, name: string, today: string): string[] {
  const wanted = name.length === 1 ? weekdayNames.indexOf(name) : englishDays.indexOf(name)
  if (wanted < 0) return []
  const ahead = (wanted - weekdayOf(today) + 7) % 7
  const next = dayAfter(today, ahead === 0 ? 7 : ahead)
  if (week === undefined) return ahead === 0 ? [today, next] : [next]
  const weeks = weeksAhead[week]
  // The next Monday is that of this week for some, and of the next for others, as long as this week still has one to come.
  if (weeks === undefined) return [next, ...(week === 'next' && isSameWeek(next, today) ? [dayAfter(next, 7)] : [])]
  // A week begins with Sunday for some, and with Monday for others.
  const sunday = dayAfter(today, -weekdayOf(today) + weeks * 7 + wanted)
  const monday = dayAfter(today, -((weekdayOf(today) + 6) % 7) + weeks * 7 + ((wanted + 6) % 7))
  return [...new Set([sunday, monday])].toSorted()
}

const isSameWeek = (one: string, other: string) => dayAfter(one, -weekdayOf(one)) === dayAfter(other, -weekdayOf(other))

function dayInMonth(today: string, ahead: number, day: number | 'end'): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = Date.UTC(year, month - 1 + ahead, 1)
  if (day === 'end') return dayAfter(new Date(Date.UTC(year, month + ahead, 1)).toISOString().slice(0, 10), -1)
  return `${new Date(first).toISOString().slice(0, 8)}${String(day).padStart(2, '0')}`
}

const real = (date: string): string[] => {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? [date] : []
}

const told = /\(([日月火水木金土])(?:曜日?)?\)|([日月火水木金土])曜日?/u

/** What was said without the day of the week beside its date: 12月3日（木）. */
export const withoutWeekday = (text: string): string =>
  /\d/.test(text.normalize('NFKC')) ? text.normalize('NFKC').replace(told, ' ').trim() : text

/** The days that may be meant by a date and a day of the week that is not its: that date, and the nearest with this day. */
export function daysByWeekday(text: string, date: string): string[] {
  const found = told.exec(text.normalize('NFKC'))
  const wanted = weekdayNames.indexOf(found?.[1] ?? found?.[2] ?? '?')
  const off = (wanted - weekdayOf(date) + 7) % 7
  if (wanted < 0 || off === 0) return [date]
  return [date, dayAfter(date, off > 3 ? off - 7 : off)]
}
