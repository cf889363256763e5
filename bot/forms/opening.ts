import type { Opening } from './contract.ts'

/** What decides whether a form takes answers. Times in milliseconds UTC; null: no such bound. */
export interface OpeningSettings {
  state: 'open' | 'closed'
  opensAt: number | null
  closesAt: number | null
  capacity: number | null
  /** Whether those who come when it is full wait for a place. */
  waitingList?: boolean
}

/**
 * Whether a form takes answers at a moment, and why not.
 * @param finished how many finished submissions have a place; only looked at when there is a capacity
 * @param now milliseconds UTC
 */
export function openingOf(
  { state, opensAt, closesAt, capacity, waitingList }: OpeningSettings,
  finished: number,
  now: number,
): Opening {
  const isOver = closesAt !== null && closesAt <= now
  if (state === 'closed' || isOver) return { kind: 'closed', since: isOver ? closesAt : null }
  if (opensAt !== null && now < opensAt) return { kind: 'not_yet', opensAt }
  const isFull = capacity !== null && finished >= capacity
  if (!isFull) return { kind: 'open', closesAt }
  return waitingList ? { kind: 'open', closesAt, waiting: true } : { kind: 'full' }
}
