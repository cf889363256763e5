import type { Beside } from './beside.ts'
import type { Question } from './contract.ts'
import { addressKind } from './kinds/address.ts'
import { birthdayKind } from './kinds/birthday.ts'
import { clockKinds } from './kinds/clock.ts'
import { commonKinds } from './kinds/common.ts'
import { checkedBeside } from './kinds/compared.ts'
import { dateKind } from './kinds/date-kind.ts'
import { emailKind } from './kinds/email.ts'
import { judged, type Judges } from './kinds/kind.ts'
import { locationKind } from './kinds/location.ts'
import { matrixKind } from './kinds/matrix.ts'
import { memberIdKind } from './kinds/member-id.ts'
import { moneyKind } from './kinds/money.ts'
import { orderKind } from './kinds/order.ts'
import { nameKind } from './kinds/name.ts'
import { phoneKind } from './kinds/phone.ts'
import type { Checked } from './kinds/problem.ts'
import { rankingKind } from './kinds/ranking.ts'
import { signatureKind } from './kinds/signature.ts'
import { sliderKind } from './kinds/slider.ts'
import { slotKind } from './kinds/slot.ts'

export { dateBounds } from './date-bounds.ts'
export { isDate } from './kinds/date.ts'
export type { Checked, Problem } from './kinds/problem.ts'
export { problemText } from './problem-text.ts'
export { clockInJapan, todayInJapan } from './today.ts'

const judges: Required<Judges> = {
  ...commonKinds.judges,
  ...dateKind.judges,
  ...nameKind.judges,
  ...emailKind.judges,
  ...phoneKind.judges,
  ...addressKind.judges,
  ...birthdayKind.judges,
  ...memberIdKind.judges,
  ...clockKinds.judges,
  ...moneyKind.judges,
  ...sliderKind.judges,
  ...matrixKind.judges,
  ...signatureKind.judges,
  ...locationKind.judges,
  ...rankingKind.judges,
  ...orderKind.judges,
  ...slotKind.judges,
}

/**
 * Whether a value answers a question; the same code for each kind in LIFF, chat and server.
 * @param value what was typed or chosen, or the value as it was stored before
 * @param today the person's date as `YYYY-MM-DD`, for bounds that say `today`
 * @param beside the time and the person's other answers, where they are known
 * @returns the value as it is stored (as given and as it is meant), null when an optional one is empty
 */
export function checkAnswer(question: Question, value: unknown, today: string, beside?: Beside): Checked {
  const checked = judged(judges, question, value, today, beside?.now)!
  return beside ? checkedBeside(question, checked, beside.other) : checked
}
