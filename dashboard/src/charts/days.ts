import type { RouteLocationRaw } from 'vue-router'
import { language } from '../language.ts'
import type { Column } from './shapes.ts'

/** Calendar days (`2026-11-21`, as the server cut them) as columns of a chart. */
export const dayColumns = (days: string[], to?: (day: string) => RouteLocationRaw): Column[] =>
  days.map((day) => ({ key: day, label: dayLabel(day), tick: dayTick(day), to: to?.(day) }))

/** 「11/21」 */
export function dayTick(day: string): string {
  const [, month, date] = day.split('-')
  return `${Number(month)}/${Number(date)}`
}

/** 「11月21日(土)」, in English `Sat 21 Nov`. The day is a name, not a moment: no time zone moves it. */
export const dayLabel = (day: string): string =>
  new Intl.DateTimeFormat(language.value === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: 'UTC',
    month: language.value === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(Date.parse(`${day}T00:00:00Z`))
