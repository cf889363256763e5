import type { Texts } from '../language.ts'
import { oneOf, orAll, upTo, useAddressFilters } from '../ui/address-filters.ts'

export const friendWords: Record<'with' | 'without', Texts> = {
  with: { ja: '友だちとつながっている', en: 'With a friend' },
  without: { ja: '友だちとつながっていない', en: 'Without a friend' },
}
export const conflictWords: Record<'open', Texts> = { open: { ja: '競合の判断待ち', en: 'A conflict to decide' } }

/** What narrows the list of members. */
export const customerReadings = { q: upTo(100), friend: oneOf(friendWords), conflict: oneOf(conflictWords) }

/** Search and filters of the list of members. */
export function useCustomerFilters() {
  const { field, query, any, clear } = useAddressFilters(customerReadings)
  return { q: field('q'), friend: orAll(field('friend')), conflict: orAll(field('conflict')), query, any, clear }
}
