import { readClock } from '../forms/kinds/clock.ts'
import { weekdayOf } from '../forms/calendar-day.ts'
import { dateMeant } from '../forms/meant/day.ts'
import { relativeDays } from '../forms/meant/relative-day.ts'
import type { SlotOffer } from '../slots/contract.ts'

// Who chooses among a few times says as much as tells them apart: 28日の11時, 土曜の午後3時, 11時半.

const weekdays = '日月火水木金土'
/** The month is read elsewhere: 12月28日 is a day of its own. 3日後 is seen from today, 3日間 and 3日目 are no days. */
const dayOfMonth = /(?<![\d月/])(\d{1,2})日(?![間後目前以])/
const weekday = /([日月火水木金土])曜/
const clock = /(?:(午前|午後|朝|夕方|夜)の?)?\d{1,2}(?:時(?!間)(?:半|\d{1,2}分?)?|:\d{2})/
/** A week, a month or so many days, seen from today. */
const fromToday = /[今来]週|[今来]月|\d(?:日|週間?|[ヶカかヵケ]月)後/
/** What leaves open which one is meant, or asks about it. */
const isOpen = /か(?!ら)|または|もしくは|以[降前後]|日[前目]|まで|[〜~]/

const plainly = (said: string) => said.normalize('NFKC').replace(/\s/g, '')

/** 土曜の15時 may be any Saturday; 来週の土曜 is one day. */
const weekdayAlone = /^(?!.*(?:\d[月/]|\d日|次の|今度))[日月火水木金土]曜/

/** Whether a day is said without its month or its week. */
export function saysDayAlone(said: string): boolean {
  const plain = plainly(said)
  return !fromToday.test(plain) && (dayOfMonth.test(plain) || weekdayAlone.test(plain))
}

/** Whether a day is one of those that were said. */
type Fits = (date: string) => boolean

interface SlotsSaid {
  /** The slots to which everything that was said fits. */
  offers: SlotOffer[]
  isTime: boolean
  /** Not where several days or times were named, of which one may be meant. */
  isClear: boolean
}

/** What was said of a day or a time among these slots; null: nothing was. */
export function slotsSaid(offers: SlotOffer[], said: string, today: string): SlotsSaid | null {
  const plain = plainly(said)
  const facets = [daysIn(plain, today), weeksIn(plain, today), weekdaysIn(plain)]
  const times = allOf(clock, plain).map(([text, half]) => timesOf(text, half))
  if (times.length === 0 && facets.every((named) => named.length === 0)) return null
  const ofDay = offers.filter(({ value }) => {
    const date = value['start']?.slice(0, 10)
    return date !== undefined && facets.every((named) => named.length === 0 || named.some((fits) => fits(date)))
  })
  const at = (time: string) => ofDay.filter(({ value }) => value['start']!.slice(11, 16) === time)
  // 3時 is in the afternoon where nothing is at night.
  const found = new Set(times.flatMap((some) => some.map(at).find((one) => one.length > 0) ?? []))
  return {
    offers: times.length === 0 ? ofDay : ofDay.filter((offer) => found.has(offer)),
    isTime: times.length > 0,
    isClear: !isOpen.test(plain) && [...facets, times].every((named) => named.length < 2),
  }
}

const allOf = (pattern: RegExp, text: string) => Array.from(text.matchAll(new RegExp(pattern, 'g')))

/** Days by their date, or by how far from today they are. */
function daysIn(plain: string, today: string): Fits[] {
  const dates = allOf(/(\d{1,2})[月/](\d{1,2})(?!\d)/, plain).map(([, month = '', day = '']): Fits => {
    const end = `-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return (date) => date.endsWith(end)
  })
  const near = allOf(/明後日|あさって|明日|あした|今日|きょう|本日/, plain).map(
    ([word]): Fits =>
      (date) =>
        date === dateMeant(word, today),
  )
  const later = allOf(/\d{1,3}(?:日|週間?|[ヶカかヵケ]月)後/, plain).map(
    ([text]): Fits =>
      (date) =>
        relativeDays(text, today).includes(date),
  )
  const alone = allOf(dayOfMonth, plain).map(
    ([, day]): Fits =>
      (date) =>
        Number(date.slice(8)) === Number(day),
  )
  return [...dates, ...near, ...later, ...alone]
}

/** Weeks and months seen from today; a week may begin with Sunday or with Monday. */
const weeksIn = (plain: string, today: string): Fits[] => [
  ...allOf(/(?:今|再来|さ来|来)週/, plain).map(([week]): Fits => {
    const days = [...weekdays].flatMap((name) => relativeDays(`${week}の${name}曜`, today))
    return (date) => days.includes(date)
  }),
  ...allOf(/(?:今|再来|来)月/, plain).map(([month]): Fits => {
    const [first = ''] = relativeDays(`${month}1日`, today)
    return (date) => date.slice(0, 7) === first.slice(0, 7)
  }),
]

const weekdaysIn = (plain: string): Fits[] =>
  [...new Set(allOf(weekday, plain).map(([, name = '']) => weekdays.indexOf(name)))].map(
    (wanted) => (date) => weekdayOf(date) === wanted,
  )

/** The time that was said, as said first; where it leaves the half of the day open, the other half after it. */
function timesOf(text: string, half: string | undefined): string[] {
  const time = readClock(text)
  if (time === undefined) return []
  return half !== undefined || time >= '12:00' ? [time] : [time, `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`]
}
