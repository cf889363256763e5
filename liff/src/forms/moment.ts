import type { Language } from '../../../bot/forms/contract.ts'

const localeOf = (language: Language) => (language === 'ja' ? 'ja-JP' : 'en-GB')

/** A moment as people in Japan say it; LINE gives no time zone. `at` in milliseconds UTC. */
export const momentText = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  }).format(at)

/** The day of a moment in Japan. */
export const dayText = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(at)
