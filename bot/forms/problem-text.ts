import type { Language } from './contract.ts'
import { addressKind } from './kinds/address.ts'
import { birthdayWords } from './kinds/birthday-words.ts'
import { clockKinds } from './kinds/clock.ts'
import { commonKinds } from './kinds/common.ts'
import { comparedKind } from './kinds/compared.ts'
import { emailKind } from './kinds/email.ts'
import { said, type Words } from './kinds/kind.ts'
import { locationKind } from './kinds/location.ts'
import { matrixKind } from './kinds/matrix.ts'
import { memberIdKind } from './kinds/member-id.ts'
import { moneyKind } from './kinds/money.ts'
import { orderKind } from './kinds/order.ts'
import { phoneKind } from './kinds/phone.ts'
import type { Problem } from './kinds/problem.ts'
import { rankingKind } from './kinds/ranking.ts'
import { signatureKind } from './kinds/signature.ts'
import { sliderKind } from './kinds/slider.ts'
import { slotKind } from './kinds/slot.ts'

export { yearChoiceText } from './kinds/birthday-words.ts'

const words: Required<Words> = {
  ...commonKinds.words,
  ...emailKind.words,
  ...phoneKind.words,
  ...addressKind.words,
  ...birthdayWords,
  ...memberIdKind.words,
  ...clockKinds.words,
  ...moneyKind.words,
  ...sliderKind.words,
  ...matrixKind.words,
  ...signatureKind.words,
  ...locationKind.words,
  ...rankingKind.words,
  ...orderKind.words,
  ...slotKind.words,
  ...comparedKind.words,
}

/** The problem in one sentence that says what to do; a second one where the figure helps. Without the last full stop. */
export const problemText = (problem: Problem, language: Language): string => said(words, problem, language)!
