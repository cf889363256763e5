import { inLanguage, type Language, type QuestionOf } from '../forms/contract.ts'
import { fewLeft, type SlotOffer } from './contract.ts'
import { canWait, fits, type Party } from './party.ts'
import { slotText } from './slot-text.ts'

/** Who chooses, and whether they may wait. */
export interface Choosing {
  question: Pick<QuestionOf<'slot'>, 'waiting'>
  party: Party
}

/** What is said of a slot's places: nothing while there are many, or where there is never more than one. */
export function leftText(offer: SlotOffer, { question, party }: Choosing, language: Language): string | null {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en)
  const { seats, unit } = party
  const left = offer.left + offer.mine
  const waits = canWait(offer, question, party)
  const places = (count: number) => (count === 1 ? '1 place' : `${count} places`)
  if (fits(offer, party))
    return offer.mine > 0 || left > fewLeft || offer.capacity === 1
      ? null
      : say(`残り${left}${unit ?? '枠'}`, `${places(left)} left`)
  if (left === 0) return waits ? say('満席（キャンセル待ち）', 'full, waiting list') : say('満席', 'full')
  const all = say(`残り${left}${unit ?? '枠'}`, `${places(left)} left`)
  return waits
    ? say(`${all}（${seats}${unit ?? '枠'}はキャンセル待ち）`, `${all}, waiting list for ${seats}`)
    : say(`${all}（${seats}${unit ?? '枠'}には足りません）`, `${all}, too few for ${seats}`)
}

/** A slot with what is said of its places, in one line. */
export function offerText(offer: SlotOffer, choosing: Choosing, language: Language): string {
  const left = leftText(offer, choosing, language)
  const text = inLanguage(slotText(offer.value), language)
  if (left === null) return text
  return language === 'ja' ? `${text}　${left}` : `${text} (${left})`
}
