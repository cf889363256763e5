import type { Review } from '../../../bot/forms/staff-contract.ts'
import { now } from '../time.ts'

const dayMs = 24 * 60 * 60_000
/** From so many days on it is told, and from so many it is late. */
const [soonDays, lateDays] = [1, 3]

/** How long a finished submission has waited for staff, in whole days, once that is worth telling; null: it does not wait, or not for long. */
export function waitingDays(
  submission: { state: string; review: Review; finishedAt: number | null },
  at = now.value,
): { days: number; late: boolean } | null {
  const { state, review, finishedAt } = submission
  if (state !== 'finished' || finishedAt === null || (review !== 'new' && review !== 'checking')) return null
  const days = Math.floor((at - finishedAt) / dayMs)
  return days < soonDays ? null : { days, late: days >= lateDays }
}
