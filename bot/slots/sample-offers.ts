import { dayAfter } from '../forms/calendar-day.ts'
import type { SlotOffer } from './contract.ts'

/**
 * What previews show, where nothing can be booked: some with many places, few and none.
 * @param today the person's date, `YYYY-MM-DD`
 */
export function sampleOffers(today: string): SlotOffer[] {
  const day = (after: number) => dayAfter(today, after)
  const offer = (after: number, hour: number, left: number): SlotOffer => {
    const start = `${day(after)}T${hour}:00`
    const value = { slot: start, start, end: `${day(after)}T${hour}:30` }
    return { value, startsAt: Date.parse(`${start}:00+09:00`), capacity: 8, left, mine: 0 }
  }
  return [offer(1, 10, 8), offer(1, 14, 2), offer(2, 10, 0), offer(2, 15, 5)]
}
