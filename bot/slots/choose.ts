import type { AnswerValue, QuestionOf } from '../forms/contract.ts'
import { bad, good, type Checked } from '../forms/kinds/problem.ts'
import type { SlotOffer } from './contract.ts'
import { canWait, fits, type Party } from './party.ts'
import { slotIn, waitsIn } from './slot-in.ts'

/**
 * What choosing a slot comes to, by what there is to choose: the answer in its words as they are now; with `waiting` where there
 * is not room for all who come and they wait; or why it is none. Pure: the places themselves are taken in the write.
 */
export function chooseSlot(
  question: QuestionOf<'slot'>,
  value: AnswerValue,
  { offers, party }: { offers: SlotOffer[]; party: Party },
): Checked {
  const offer = offers.find((one) => one.value.slot === slotIn(value))
  if (!offer) {
    const fixed = offers.find(({ fixedSince }) => fixedSince !== undefined)
    return bad(
      fixed?.fixedSince === undefined ? { code: 'slot_gone' } : { code: 'slot_fixed', since: fixed.fixedSince },
    )
  }
  if (offer.fixedSince !== undefined)
    return offer.mine === party.seats ? good(offer.value) : bad({ code: 'seats_fixed', since: offer.fixedSince })
  if (fits(offer, party)) return good(offer.value)
  if (waitsIn(value) && canWait(offer, question, party)) return good({ ...offer.value, waiting: 'yes' })
  const left = offer.left + offer.mine
  return bad(left === 0 ? { code: 'slot_full' } : { code: 'slot_short', left, unit: party.unit ?? '' })
}
