import type { SlotOffer } from '../../../bot/slots/contract.ts'
import type { FilePost } from './files.ts'

/** What can be chosen now for one question, as the server says. */
export async function fetchOffers({ api, submission }: FilePost, questionKey: string): Promise<SlotOffer[]> {
  const id = await submission()
  const path = `/submissions/${encodeURIComponent(id)}/slots/${encodeURIComponent(questionKey)}`
  return (await api.call<{ offers: SlotOffer[] }>('GET', path)).offers
}

/** What a preview shows, where nothing can be booked. */
export function sampleOffers(today: string): SlotOffer[] {
  const day = (after: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10)
  const offer = (after: number, hour: number, left: number): SlotOffer => {
    const start = `${day(after)}T${hour}:00`
    const value = { slot: start, start, end: `${day(after)}T${hour}:30` }
    return { value, startsAt: Date.parse(`${start}:00+09:00`), left, isMine: false }
  }
  return [offer(1, 10, 8), offer(1, 14, 2), offer(2, 10, 0), offer(2, 15, 5)]
}

/** The day of a slot, `YYYY-MM-DD`; empty where it has no time. */
export const dayOf = ({ value }: SlotOffer): string => value['start']?.slice(0, 10) ?? ''
