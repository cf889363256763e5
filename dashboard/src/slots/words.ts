import { dayText, hoursText, onJapansClock } from '../../../bot/slots/slot-text.ts'
import type { StaffSlot } from '../../../bot/slots/staff-contract.ts'
import type { Texts } from '../language.ts'

/** The day of a slot on Japan's clock, `YYYY-MM-DD`; empty where it has no time. */
export const dayOf = ({ startsAt }: StaffSlot): string =>
  startsAt === null ? '' : onJapansClock(startsAt).slice(0, 10)

/** What a day is called above its slots. */
export const dayWords = (day: string): Texts =>
  day === '' ? { ja: '日時の定めなし', en: 'No fixed time' } : dayText(day)

/** A slot's hours; its title where it has no time. */
export function hoursWords({ startsAt, endsAt, title }: StaffSlot): Texts {
  if (startsAt === null) return title ?? { ja: '予約枠', en: 'Slot' }
  return hoursText(onJapansClock(startsAt), endsAt === null ? undefined : onJapansClock(endsAt))
}

/** What stands beside the hours. */
export const titleWords = ({ startsAt, title }: StaffSlot): Texts | null => (startsAt === null ? null : title)

/** How full it is, in words. */
export function fillWords({ taken, capacity, state }: StaffSlot): Texts {
  if (state === 'closed') return { ja: '受付終了', en: 'Closed' }
  if (taken >= capacity) return { ja: '満席', en: 'Full' }
  const left = capacity - taken
  return { ja: `残り${left}枠`, en: left === 1 ? '1 place left' : `${left} places left` }
}

export const weekdayWords: Texts[] = [
  { ja: '日', en: 'Sun' },
  { ja: '月', en: 'Mon' },
  { ja: '火', en: 'Tue' },
  { ja: '水', en: 'Wed' },
  { ja: '木', en: 'Thu' },
  { ja: '金', en: 'Fri' },
  { ja: '土', en: 'Sat' },
]
