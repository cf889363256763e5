import type { FormDefinition, Opening } from './contract.ts'
import { waitsForPlace } from './places.ts'

const full = {
  ja: 'ただいま満席です。送信いただくと、キャンセル待ちになります。空きが出ましたらご連絡します。',
  en: 'Every place is taken. If you send this you join the waiting list, and we tell you when there is a place.',
}

/** A form as it is put to people: where every place is taken they read so before they begin. */
export function introduced(definition: FormDefinition, opening: Opening): FormDefinition {
  if (!waitsForPlace(opening)) return definition
  const { introduction } = definition
  if (!introduction) return { ...definition, introduction: full }
  const { ja, en } = introduction
  return { ...definition, introduction: { ja: `${full.ja}\n${ja}`, en: `${full.en}\n${en ?? ja}` } }
}
