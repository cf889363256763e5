import { isHalfOpen, readClock } from '../kinds/clock.ts'
import { kanjiNumber } from '../kinds/kanji-number.ts'

/** A clock as people say it in a chat, in the way in which it is read: 午後三時半, お昼の1時, 930, 18時から. */
function plainClock(text: string): string {
  const figures = text
    .normalize('NFKC')
    .trim()
    .replace(/[〇一二三四五六七八九十]+(?=[時分])/g, (kanji) => String(kanjiNumber(kanji) ?? kanji))
    .replace(/(?<=[時半分\d])(?:から|に|くらい|ぐらい)$/, '')
    .replace(/^(\d)(\d{2})$/, '$1:$2')
  return figures.replace(/^お?昼の?(?=(\d{1,2}))/, (_, hour: string) => (Number(hour) < 5 ? '午後' : ''))
}

/** `HH:MM` in what somebody typed; undefined where there is no time, or more than one. */
export const clockMeant = (text: string): string | undefined => readClock(plainClock(text))

/** The times that a text may mean: 3時 is in the night or in the afternoon. */
export function clocksMeant(text: string): string[] {
  const time = clockMeant(text)
  if (time === undefined) return []
  return isHalfOpen(plainClock(text)) ? [time, `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`] : [time]
}

/** 24:30 is half past midnight of the day after: the text with that time; undefined where no hour is so late. */
export function withinDay(text: string): string | undefined {
  const late = /(?<!\d)(2[4-9])(?=[:時])/
  const plain = text.normalize('NFKC')
  return late.test(plain) ? plain.replace(late, (hour) => String(Number(hour) - 24).padStart(2, '0')) : undefined
}

/** 12/3の夜1時 is said of the night that follows that evening: the text with the hour alone; undefined where no such hour was said. */
export function inTheNight(text: string): string | undefined {
  const late = /(?<![今深])夜の?(12|0?[0-4])(?=[:時])/
  const plain = text.normalize('NFKC')
  return late.test(plain)
    ? plain.replace(late, (_, hour: string) => String(Number(hour) % 12).padStart(2, '0'))
    : undefined
}
