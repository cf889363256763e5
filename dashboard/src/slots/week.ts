import { dayAfter, weekdayOf } from '../../../bot/forms/calendar-day.ts'

/** When a day of Japan's calendar begins, in milliseconds UTC. */
export const dayBegins = (day: string): number => Date.parse(`${day}T00:00:00+09:00`)

/** The Sunday with which the week of a day begins, as on calendars in Japan. */
export const sundayOf = (day: string): string => dayAfter(day, -weekdayOf(day))
