import type { AnswerParts } from '../forms/contract.ts'
import type { SlotRow } from './contract.ts'
import { onJapansClock } from './slot-text.ts'

/** What is stored of a slot as an answer: its id, and its words as they are at this moment. */
export function slotValue({
  id,
  startsAt,
  endsAt,
  title,
}: Pick<SlotRow, 'id' | 'startsAt' | 'endsAt' | 'title'>): AnswerParts & { slot: string } {
  return {
    slot: id,
    ...(startsAt === null ? {} : { start: onJapansClock(startsAt) }),
    ...(endsAt === null ? {} : { end: onJapansClock(endsAt) }),
    ...(title === null ? {} : { title: title.ja }),
    ...(title?.en === undefined ? {} : { titleEn: title.en }),
  }
}
