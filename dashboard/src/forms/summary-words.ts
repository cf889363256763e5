import { say } from '../language.ts'

/** 「3分20秒」, `3 min 20 s`; hours and days without what is finer. */
export function duration(seconds: number): string {
  const [minutes, hours, days] = [Math.floor(seconds / 60), Math.floor(seconds / 3600), Math.floor(seconds / 86_400)]
  if (minutes < 1) return say({ ja: `${Math.round(seconds)}秒`, en: `${Math.round(seconds)} s` })
  if (hours < 1) {
    const rest = Math.round(seconds % 60)
    return say({ ja: `${minutes}分${rest ? `${rest}秒` : ''}`, en: `${minutes} min${rest ? ` ${rest} s` : ''}` })
  }
  const minutesLeft = Math.round((seconds % 3600) / 60)
  if (days < 1)
    return say({
      ja: `${hours}時間${minutesLeft ? `${minutesLeft}分` : ''}`,
      en: `${hours} h${minutesLeft ? ` ${minutesLeft} min` : ''}`,
    })
  const hoursLeft = Math.round((seconds % 86_400) / 3600)
  return say({
    ja: `${days}日${hoursLeft ? `${hoursLeft}時間` : ''}`,
    en: `${days} d${hoursLeft ? ` ${hoursLeft} h` : ''}`,
  })
}

export const weekdays = (): string[] =>
  say({ ja: '日 月 火 水 木 金 土', en: 'Sun Mon Tue Wed Thu Fri Sat' }).split(' ')

/** `2026-11` as 「2026年11月」. */
export const monthLabel = (month: string): string => {
  const [year, number] = month.split('-')
  return say({ ja: `${year}年${Number(number)}月`, en: `${number}/${year}` })
}
