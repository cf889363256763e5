import { ref } from 'vue'
import { language } from './language.ts'

/** Everything is told in the shop's time; LINE gives no time zone, and our companies are in Japan. */
const timeZone = 'Asia/Tokyo'
const elsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone

/** Moves every half minute, so that 「3分前」 stays true on an open page. */
export const now = ref(Date.now())
setInterval(() => (now.value = Date.now()), 30_000)

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const parts = (at: number) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>

/** `2026/11/21 14:05`, with the zone for people elsewhere. */
export function dateTime(at: number): string {
  const { year, month, day: date, hour: hours, minute: minutes } = parts(at)
  return `${year}/${month}/${date} ${hours}:${minutes}${elsewhere ? ' JST' : ''}`
}

/** `14:05` */
export function clockTime(at: number): string {
  const { hour: hours, minute: minutes } = parts(at)
  return `${hours}:${minutes}`
}

/** `2026年11月21日(土)`, in English `Sat 21 November 2026`. */
export const longDay = (at: number): string =>
  language.value === 'ja'
    ? new Intl.DateTimeFormat('ja-JP', {
        timeZone,
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        weekday: 'short',
      }).format(at)
    : new Intl.DateTimeFormat('en-GB', {
        timeZone,
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        weekday: 'short',
      }).format(at)

/** Within a day how long ago, before that the date: short enough for a column. */
export function shortTime(at: number, from = now.value): string {
  const ago = from - at
  if (ago < minute) return language.value === 'ja' ? 'たった今' : 'just now'
  if (ago < hour) return since(Math.floor(ago / minute), 'minute')
  if (ago < day) return since(Math.floor(ago / hour), 'hour')
  const { year, month, day: date, hour: hours, minute: minutes } = parts(at)
  return year === parts(from).year ? `${month}/${date} ${hours}:${minutes}` : `${year}/${month}/${date}`
}

function since(count: number, unit: 'minute' | 'hour'): string {
  if (language.value === 'ja') return `${count}${unit === 'minute' ? '分' : '時間'}前`
  return `${count} ${unit === 'minute' ? 'min' : 'h'} ago`
}

/** The first and the last day of a month of Japan, so many after this one. */
export function month(after: number): { from: string; to: string } {
  const japan = new Date(now.value + 9 * hour)
  const dayAt = (months: number, date: number) =>
    new Date(Date.UTC(japan.getUTCFullYear(), japan.getUTCMonth() + months, date)).toISOString().slice(0, 10)
  return { from: dayAt(after, 1), to: dayAt(after + 1, 0) }
}
