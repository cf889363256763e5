import { inLanguage, type Language } from '../forms/contract.ts'
import { fewLeft, type SlotOffer } from './contract.ts'
import { slotText } from './slot-text.ts'

/** What is said of a slot's places: nothing while there are many. */
export function leftText({ left, isMine }: SlotOffer, waiting: boolean, language: Language): string | null {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en)
  if (isMine) return null
  if (left === 0) return waiting ? say('満席（キャンセル待ち）', 'full, waiting list') : say('満席', 'full')
  return left <= fewLeft ? say(`残り${left}枠`, left === 1 ? '1 place left' : `${left} places left`) : null
}

/** A slot with what is said of its places, in one line. */
export function offerText(offer: SlotOffer, waiting: boolean, language: Language): string {
  const left = leftText(offer, waiting, language)
  const text = inLanguage(slotText(offer.value), language)
  if (left === null) return text
  return language === 'ja' ? `${text}　${left}` : `${text} (${left})`
}
