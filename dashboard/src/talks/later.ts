import type { Texts } from '../language.ts'

const hour = 3_600_000
const day = 24 * hour
/** Japan's clock is that far ahead of UTC, all year. */
const ahead = 9 * hour

/** The next time at which it is so late in Japan, on this day or a later one. */
function nextAt(now: number, hours: number, from = 0): number {
  const today = Math.floor((now + ahead) / day) * day - ahead
  const at = today + from * day + hours * hour
  return at > now ? at : at + day
}

/** Until when a talk may be put off, as people say it. */
export function laterTimes(now: number): { at: number; label: Texts }[] {
  // 1970 began on a Thursday.
  const weekday = (Math.floor((now + ahead) / day) + 4) % 7
  const monday = nextAt(now, 9, (8 - weekday) % 7 || 7)
  const evening = nextAt(now, 18)
  const isToday = Math.floor((evening + ahead) / day) === Math.floor((now + ahead) / day)
  return [
    { at: now + hour, label: { ja: '1時間後', en: 'In an hour' } },
    ...(isToday && evening - now > hour ? [{ at: evening, label: { ja: '今日の18:00', en: 'Today at 18:00' } }] : []),
    { at: nextAt(now, 9, 1), label: { ja: '明日の9:00', en: 'Tomorrow at 9:00' } },
    ...(monday - now > 2 * day ? [{ at: monday, label: { ja: '月曜の9:00', en: 'Monday at 9:00' } }] : []),
  ]
}
