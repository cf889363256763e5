import type { AnswerParts, Texts } from '../forms/contract.ts'

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const japanMs = 9 * 60 * 60_000

/** A moment on Japan's clock, `YYYY-MM-DDTHH:MM`: a shop's times are those on its wall. */
export const onJapansClock = (time: number): string => new Date(time + japanMs).toISOString().slice(0, 16)

/** A day (`YYYY-MM-DD`) as people say it: 12月5日(土). */
export function dayText(day: string): Texts & { en: string } {
  const at = new Date(`${day}T00:00:00Z`)
  const [month, date, weekday] = [at.getUTCMonth(), at.getUTCDate(), at.getUTCDay()]
  return {
    ja: `${month + 1}月${date}日(${weekdays.ja[weekday]})`,
    en: `${weekdays.en[weekday]}, ${date} ${months[month]}`,
  }
}

/** A moment in milliseconds UTC on Japan's clock: 12月5日(土) 14:00. */
export function momentText(at: number): Texts & { en: string } {
  const [day = '', time = ''] = onJapansClock(at).split('T')
  return { ja: `${dayText(day).ja} ${time}`, en: `${dayText(day).en}, ${time}` }
}

/** From when until when: 14:00〜14:30; the end's day is said where it is another. Days without a time are whole. */
export function hoursText(start: string, end: string | undefined): Texts & { en: string } {
  if (start.length === 10) {
    if (end === undefined) return { ja: '終日', en: 'all day' }
    const last = dayText(end)
    return { ja: `〜${last.ja} 終日`, en: `until ${last.en}, all day` }
  }
  const from = start.slice(11)
  if (end === undefined) return { ja: `${from}〜`, en: from }
  const until = end.slice(11)
  if (end.slice(0, 10) === start.slice(0, 10)) return { ja: `${from}〜${until}`, en: `${from}–${until}` }
  const day = dayText(end.slice(0, 10))
  return { ja: `${from}〜${day.ja} ${until}`, en: `${from} – ${day.en}, ${until}` }
}

/** A slot as it was when it was chosen: 12月5日(土) 14:00〜14:30 体験レッスン. */
export function slotText({ slot = '', start, end, title, titleEn, waiting }: AnswerParts): Texts & { en: string } {
  const when = start === undefined ? null : { day: dayText(start.slice(0, 10)), hours: hoursText(start, end) }
  const join = (...said: (string | undefined)[]) => said.filter(Boolean).join(' ') || slot
  const ja = join(when?.day.ja, when?.hours.ja, title)
  const en = join(when ? `${when.day.en},` : undefined, when?.hours.en, titleEn ?? title)
  return waiting === undefined ? { ja, en } : { ja: `${ja}（キャンセル待ち）`, en: `${en} (waiting list)` }
}
