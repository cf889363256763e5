import { holidayOn } from '../forms/holidays.ts'
import type { SlotPlan } from './staff-contract.ts'

const dayMs = 24 * 60 * 60_000
const minuteMs = 60_000

/** So many are added at once. */
export const addedMax = 500

/** When a slot begins and ends, in milliseconds UTC; null: it has no time. */
export interface SlotTimes {
  startsAt: number | null
  endsAt: number | null
}

/**
 * The slots that a plan makes: on each of its weekdays from the first day to the last one but for the exceptions, at each of its times of Japan's
 * clock, or for the whole of each day. A plan without times makes one that has none. One more than may be added at once says that it is too many.
 */
export function repeatedSlots(plan: SlotPlan): SlotTimes[] {
  const { from, to, except, weekdays, times, minutes, wholeDay, skipHolidays } = plan
  if (times.length === 0 && !wholeDay) return [{ startsAt: null, endsAt: null }]
  const made: SlotTimes[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += dayMs) {
    if (weekdays.length > 0 && !weekdays.includes(new Date(at).getUTCDay())) continue
    const day = new Date(at).toISOString().slice(0, 10)
    if (except.includes(day) || (skipHolidays && holidayOn(day))) continue
    if (wholeDay) {
      const startsAt = Date.parse(`${day}T00:00:00+09:00`)
      made.push({ startsAt, endsAt: startsAt + dayMs })
    }
    for (const time of wholeDay ? [] : [...new Set(times)].toSorted()) {
      const startsAt = Date.parse(`${day}T${time}:00+09:00`)
      made.push({ startsAt, endsAt: minutes === null ? null : startsAt + minutes * minuteMs })
    }
    if (made.length > addedMax) return made
  }
  return made
}
