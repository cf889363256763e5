import type { SlotOffer } from '../../../bot/slots/contract.ts'
import type { FilePost } from './files.ts'

/** What can be chosen now for one question, as the server says. */
export async function fetchOffers({ api, submission }: FilePost, questionKey: string): Promise<SlotOffer[]> {
  const id = await submission()
  const path = `/submissions/${encodeURIComponent(id)}/slots/${encodeURIComponent(questionKey)}`
  return (await api.call<{ offers: SlotOffer[] }>('GET', path)).offers
}

/** The day of a slot, `YYYY-MM-DD`; empty where it has no time. */
export const dayOf = ({ value }: SlotOffer): string => value['start']?.slice(0, 10) ?? ''
