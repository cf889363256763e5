import type { Review } from '../../../bot/forms/staff-contract.ts'

/** A row of the list, as far as the queue is about it. */
export interface Queued {
  id: string
  state: string
  review: Review
}

/** The next one below that waits for a review, else the first one of the page; undefined: no other one waits. */
export function nextWaiting<Row extends Queued>(rows: Row[], at: string): Row | undefined {
  const waits = ({ id, state, review }: Row) => state === 'finished' && review === 'new' && id !== at
  const place = rows.findIndex(({ id }) => id === at)
  return rows.slice(place + 1).find(waits) ?? rows.find(waits)
}
