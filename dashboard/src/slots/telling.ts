import { endedText, movedText, placedText } from '../../../bot/slots/staff-texts.ts'
import { slotText } from '../../../bot/slots/slot-text.ts'
import { comesTooLate } from '../../../bot/rules/night.ts'
import { heardBy, slotValue } from '../../../bot/slots/value.ts'
import type { StaffBooking, StaffSlot, Tell } from '../../../bot/slots/staff-contract.ts'
import type { Texts } from '../language.ts'

/** A slot in words, as its people read it. */
const wordsOf = (slot: StaffSlot): Texts => slotText(slotValue(slot))

/** A text as somebody reads it who is spoken to in one language: that is what staff see and change. */
const readBy = ({ friend }: StaffBooking, { ja, en }: Texts): Texts => ({
  ja: friend.language === 'en' ? (en ?? ja) : ja,
})

/** What somebody reads who is moved. */
export const movedTo = (title: Texts, booking: StaffBooking, { from, to }: { from: StaffSlot; to: StaffSlot }): Texts =>
  readBy(
    booking,
    booking.state === 'waiting'
      ? placedText(title, { to: wordsOf(to), page: booking.page })
      : movedText(title, { from: wordsOf(from), to: wordsOf(to), page: booking.page }),
  )

/** What somebody reads whose booking is cancelled. */
export const endedIn = (title: Texts, booking: StaffBooking, slot: StaffSlot): Texts =>
  readBy(
    booking,
    endedText(title, slotText({ ...slotValue(slot), ...(booking.state === 'waiting' && { waiting: 'yes' }) })),
  )

/** What is sent: the words of staff, or the standard where they wrote none of their own. */
export const tellOf = (own: string | null, standard: Texts): Tell => {
  const said = own?.trim()
  return { text: said ? { ja: said } : standard }
}

/**
 * What staff wrote, once another slot is chosen: their words stay, and what the standard said of the slot before is said of the
 * new one. Null where that cannot be found any more: then it begins anew, because nobody may be told a slot that was given up.
 */
export function writtenAnew(own: string, before: string, after: string): string | null {
  const next = after.split('\n')
  let said = own
  for (const [at, line] of before.split('\n').entries()) {
    const now = next[at] ?? ''
    if (line === now) continue
    // The whole line, else only the slot in it: staff may have put it differently.
    const found = [
      { old: line, fresh: now },
      { old: unnamed(line), fresh: unnamed(now) },
    ].find(({ old }) => old !== '' && said.includes(old))
    if (!found) return null
    said = said.split(found.old).join(found.fresh)
  }
  return said
}
/** Without what stands before a colon: 変更後：, Now: */
const unnamed = (line: string) => line.replace(/^[^：:]*(：|: )/, '')

/** Why nothing reaches somebody; null: as far as anybody knows it does. */
function unreachable({ friend }: StaffBooking): Texts | null {
  if (friend.friendship === 'blocked')
    return {
      ja: 'ブロックされているため、LINEでは知らせられません。',
      en: 'They block the account, so LINE does not reach them.',
    }
  return friend.friendship === 'unknown'
    ? { ja: '友だちではないため、LINEでは知らせられません。', en: 'They are no friend, so LINE does not reach them.' }
    : null
}

/** Whether the news of a slot waits for a morning that comes after it has begun. */
const isTooLate = (slot: StaffSlot): boolean => comesTooLate(heardBy(slot), Date.now())

/** Why nobody can be told of a slot any more. */
export const tooLate: Texts = {
  ja: '夜間（21時〜8時）は送らず、朝8時では間に合わない枠のため、LINEでは知らせられません。電話などで知らせてください。',
  en: 'Nothing is sent at night (9 p.m. to 8 a.m.), and 8 in the morning is too late for this slot, so LINE cannot tell them. Please call them.',
}

/** Why somebody cannot be told now what is done with their booking; null: as far as anybody knows they can. */
export const untellable = (booking: StaffBooking, slot: StaffSlot): Texts | null =>
  unreachable(booking) ?? (isTooLate(slot) ? tooLate : null)

/** Whoever has not come by then does not come any more, and needs no message. */
export function isOver(slot: StaffSlot): boolean {
  const until = heardBy(slot)
  return until !== null && until <= Date.now()
}

/** Of how many of these slots that somebody has booked the news comes too late. */
export function lateAmong(slots: StaffSlot[]): 'none' | 'some' | 'all' {
  const booked = slots.filter((slot) => haveBookings([slot]))
  const late = booked.filter(isTooLate)
  if (late.length === 0) return 'none'
  return late.length === booked.length ? 'all' : 'some'
}

/** What those who cancel several slots at night have to know. */
export const someLate: Texts = {
  ja: '朝8時では間に合わない枠の方には、LINEでは知らせられません。電話などで知らせてください。',
  en: 'Whoever has a slot for which 8 in the morning is too late is not told in LINE. Please call them.',
}

/** Whether somebody has a place in them or waits for one, also where they were closed before. */
export const haveBookings = (slots: Pick<StaffSlot, 'taken' | 'waiting'>[]): boolean =>
  slots.some(({ taken, waiting }) => taken + waiting > 0)
