import type { AnswerParts } from '../forms/contract.ts'
import type { SlotRow } from './contract.ts'
import { onJapansClock } from './slot-text.ts'

const dayMs = 24 * 60 * 60_000

/** What is stored of a slot as an answer: its id, and its words as they are at this moment. */
export function slotValue({
  id,
  startsAt,
  endsAt,
  title,
}: Pick<SlotRow, 'id' | 'startsAt' | 'endsAt' | 'title'>): AnswerParts & { slot: string } {
  return {
    slot: id,
    ...timesOf({ startsAt, endsAt }),
    ...(title === null ? {} : { title: title.ja }),
    ...(title?.en === undefined ? {} : { titleEn: title.en }),
  }
}

/** Moments of Japan's clock; for whole days their dates alone, the last one only where there are several. */
export function timesOf({ startsAt, endsAt }: Pick<SlotRow, 'startsAt' | 'endsAt'>): { start?: string; end?: string } {
  if (startsAt === null) return {}
  if (!isWholeDay({ startsAt, endsAt }))
    return { start: onJapansClock(startsAt), ...(endsAt === null ? {} : { end: onJapansClock(endsAt) }) }
  const [first, last] = [startsAt, endsAt! - dayMs].map((at) => onJapansClock(at).slice(0, 10)) as [string, string]
  return { start: first, ...(last > first ? { end: last } : {}) }
}

/** A slot from midnight to midnight is of whole days: collection of bulky waste, an exhibition. */
export const isWholeDay = ({ startsAt, endsAt }: Pick<SlotRow, 'startsAt' | 'endsAt'>): boolean =>
  startsAt !== null &&
  endsAt !== null &&
  endsAt > startsAt &&
  onJapansClock(startsAt).endsWith('T00:00') &&
  (endsAt - startsAt) % dayMs === 0

/** Until when news of a slot is of use: until it begins, of whole days until they are over; null: it has no time. */
export const heardBy = ({ startsAt, endsAt }: Pick<SlotRow, 'startsAt' | 'endsAt'>): number | null =>
  isWholeDay({ startsAt, endsAt }) ? endsAt : startsAt
