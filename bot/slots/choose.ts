import type { AnswerValue, QuestionOf } from '../forms/contract.ts'
import { bad, good, type Checked } from '../forms/kinds/problem.ts'
import type { SlotOffer } from './contract.ts'
import { slotIn, waitsIn } from './slot-in.ts'

/**
 * What choosing a slot comes to, by what there is to choose: the answer in its words as they are now; with `waiting` where every
 * place is taken and the person waits; or why it is none. Pure: the places themselves are taken in the write.
 */
export function chooseSlot(question: QuestionOf<'slot'>, value: AnswerValue, offers: SlotOffer[]): Checked {
  const offer = offers.find((one) => one.value.slot === slotIn(value))
  if (!offer) return bad({ code: offers.some(({ isFixed }) => isFixed) ? 'slot_fixed' : 'slot_gone' })
  if (offer.isFixed) return good(offer.value)
  if (offer.left > 0 || offer.isMine) return good(offer.value)
  if (question.waiting && waitsIn(value)) return good({ ...offer.value, waiting: 'yes' })
  return bad({ code: 'slot_full' })
}
