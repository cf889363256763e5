import { readClock } from '../forms/kinds/clock.ts'
import type { SlotOffer } from '../slots/contract.ts'

// Who chooses among a few times says as much as tells them apart: 28日の11時, 土曜の午後3時, 11時半.

const weekdays = '日月火水木金土'
/** The month is read elsewhere: 12月28日 is a day of its own. */
const dayOfMonth = /(?<![\d月/])(\d{1,2})日(?!間)/
const weekday = /([日月火水木金土])曜/
const clock = /(午前|午後|朝|夕方|夜)?\d{1,2}(?:時(?:半|\d{1,2}分?)?|:\d{2})/

const plainly = (said: string) => said.normalize('NFKC').replace(/\s/g, '')

/** 土曜の15時 may be any Saturday; 来週の土曜 is one day. */
const weekdayAlone = /^(?!.*(?:\d[月/]|\d日|今週|来週|次の|今度))[日月火水木金土]曜/

/** Whether a day is said without its month or its week. */
export const saysDayAlone = (said: string): boolean =>
  dayOfMonth.test(plainly(said)) || weekdayAlone.test(plainly(said))

/** The slots to which everything that was said fits, and whether a time was among it; null: nothing was said of a day or a time. */
export function slotsSaid(offers: SlotOffer[], said: string): { offers: SlotOffer[]; isTime: boolean } | null {
  const plain = plainly(said)
  const [date, name, times] = [dayOfMonth.exec(plain)?.[1], weekday.exec(plain)?.[1], timesIn(plain)]
  if (date === undefined && name === undefined && times.length === 0) return null
  const fits = (start: string) =>
    (date === undefined || Number(start.slice(8, 10)) === Number(date)) &&
    (name === undefined || weekdays[new Date(`${start.slice(0, 10)}T00:00:00Z`).getUTCDay()] === name)
  const ofDay = offers.filter(({ value }) => value['start'] !== undefined && fits(value['start']))
  // 3時 is in the afternoon where nothing is at night.
  const at = (time: string) => ofDay.filter(({ value }) => value['start']!.slice(11, 16) === time)
  const found = times.map(at).find((some) => some.length > 0)
  return { offers: times.length === 0 ? ofDay : (found ?? []), isTime: times.length > 0 }
}

/** The time that was said, as said first; where it leaves the half of the day open, the other half after it. */
function timesIn(plain: string): string[] {
  const [text, half] = clock.exec(plain) ?? []
  const time = text === undefined ? undefined : readClock(text)
  if (time === undefined) return []
  return half !== undefined || time >= '12:00' ? [time] : [time, `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`]
}
