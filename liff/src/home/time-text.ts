import type { Language } from '../../../bot/forms/contract.ts'

const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' }
const inJapan = (language: Language, at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'Asia/Tokyo' }).format(at)

/** 2026年11月22日, 22 November 2026: the day in Japan of a time in milliseconds UTC. */
export const dayText = (at: number, language: Language): string => inJapan(language, at, { dateStyle: 'long' })

/** 10:42, in Japan. */
export const clockText = (at: number, language: Language): string => inJapan(language, at, { timeStyle: 'short' })

/** How long somebody waits: 14分5秒, 14 min 5 s; hours without seconds. `ms` below one second counts as one. */
export function waitText(ms: number, language: Language): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const parts: [number, string, string][] = [
    [h, '時間', 'h'],
    [m, '分', 'min'],
    [h > 0 ? 0 : s, '秒', 's'],
  ]
  const said = parts.filter(([amount]) => amount > 0)
  return language === 'ja'
    ? said.map(([amount, unit]) => `${amount}${unit}`).join('')
    : said.map(([amount, , unit]) => `${amount} ${unit}`).join(' ')
}
