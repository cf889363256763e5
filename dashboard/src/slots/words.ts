import { isNight } from '../../../bot/rules/night.ts'
import { dayText, hoursText, onJapansClock } from '../../../bot/slots/slot-text.ts'
import { timesOf } from '../../../bot/slots/value.ts'
import type { Arrival, StaffBooking, StaffSlot } from '../../../bot/slots/staff-contract.ts'
import { say, type Texts } from '../language.ts'
import { deedReason } from '../rules/words.ts'
import type { Tone } from '../ui/tones.ts'

/** The day of a slot on Japan's clock, `YYYY-MM-DD`; empty where it has no time. */
export const dayOf = ({ startsAt }: StaffSlot): string =>
  startsAt === null ? '' : onJapansClock(startsAt).slice(0, 10)

/** What a day is called above its slots. */
export const dayWords = (day: string): Texts =>
  day === '' ? { ja: '日時の定めなし', en: 'No fixed time' } : dayText(day)

/** A slot's hours; its title where it has no time. */
export function hoursWords({ startsAt, endsAt, title }: StaffSlot): Texts {
  if (startsAt === null) return title ?? { ja: '予約枠', en: 'Slot' }
  const { start = '', end } = timesOf({ startsAt, endsAt })
  return hoursText(start, end)
}

/** What stands beside the hours. */
export const titleWords = ({ startsAt, title }: StaffSlot): Texts | null => (startsAt === null ? null : title)

/** How many places are taken, of how many. */
export const takenWords = ({ taken, capacity, unit }: StaffSlot): Texts => ({
  ja: `${taken} / ${capacity}${unit ?? '枠'}`,
  en: `${taken} of ${capacity}`,
})

/** How many places somebody takes, where they are counted by people. */
export const seatsWords = (seats: number, unit: string): Texts => ({
  ja: `${seats}${unit}`,
  en: seats === 1 ? '1 place' : `${seats} places`,
})

/** How full it is, in words. */
export function fillWords({ taken, capacity, state, unit }: StaffSlot): Texts {
  if (state === 'closed') return { ja: '受付終了', en: 'Closed' }
  if (taken >= capacity) return { ja: '満席', en: 'Full' }
  const left = capacity - taken
  return { ja: `残り${left}${unit ?? '枠'}`, en: left === 1 ? '1 place left' : `${left} places left` }
}

/** A slot in one line: its hours, and its name. */
export const slotWords = (slot: StaffSlot): string =>
  [say(hoursWords(slot)), titleWords(slot) && say(titleWords(slot)!)].filter(Boolean).join(' ')

export const bookingWords: Record<StaffBooking['state'], { tone: Tone; icon: string; label: Texts }> = {
  held: { tone: 'quiet', icon: 'i-lucide-pencil-line', label: { ja: '入力中', en: 'Filling in' } },
  booked: { tone: 'primary', icon: 'i-lucide-calendar-check', label: { ja: '予約済み', en: 'Booked' } },
  waiting: { tone: 'waiting', icon: 'i-lucide-hourglass', label: { ja: 'キャンセル待ち', en: 'Waiting' } },
}

/** Whether somebody knows what staff did with their booking. */
export function toldWords({ state, reason }: NonNullable<StaffBooking['told']>): { icon: string; label: Texts } {
  if (state === 'waiting')
    return {
      icon: 'i-lucide-clock',
      label: isNight(Date.now())
        ? { ja: '朝8時を過ぎたら変更を知らせます', en: 'Told after 8 in the morning' }
        : { ja: 'まもなく変更を知らせます', en: 'Told soon' },
    }
  if (state === 'told') return { icon: 'i-lucide-check', label: { ja: '変更を知らせました', en: 'Told of the change' } }
  const why = deedReason(reason)
  return {
    icon: 'i-lucide-triangle-alert',
    label: { ja: `変更を知らせられていません：${why.ja}`, en: `Not told of the change: ${why.en ?? why.ja}` },
  }
}

export const arrivalWords: Record<Arrival, { tone: Tone; icon: string; label: Texts }> = {
  came: { tone: 'done', icon: 'i-lucide-check', label: { ja: '来た', en: 'Came' } },
  missed: { tone: 'needs_person', icon: 'i-lucide-x', label: { ja: '来なかった', en: 'Did not come' } },
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
