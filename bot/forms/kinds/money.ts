import type { QuestionOf } from '../contract.ts'
import { grouped } from './grouped.ts'
import type { Kinds } from './kind.ts'
import { bad, good, type Checked } from './problem.ts'
import { yenMeant } from '../meant/yen.ts'

/** Nobody is asked for more than that; up to here every yen is exact. */
export const yenMax = 999_999_999_999

/** @param value what was typed, or the sum as it is stored */
export function checkMoney({ min = 0, max = yenMax }: QuestionOf<'money'>, value: unknown): Checked {
  const yen = typeof value === 'string' ? yenMeant(value) : value
  if (typeof yen !== 'number' || !Number.isSafeInteger(yen)) return bad({ code: 'not_money' })
  if (yen < min) return bad({ code: 'too_little_money', limit: min })
  return yen > max ? bad({ code: 'too_much_money', limit: max }) : good(yen)
}

export const moneyKind = {
  judges: {
    money: { empty: () => bad({ code: 'not_money' }), check: checkMoney },
  },
  words: {
    not_money: () => ({
      ja: '金額を数字で入力してください（例：12,000）',
      en: 'Please enter an amount in yen, for example 12,000',
    }),
    too_little_money: ({ limit }) => ({
      ja: `${grouped(limit)}円以上の金額を入力してください`,
      en: `Please enter ¥${grouped(limit)} or more`,
    }),
    too_much_money: ({ limit }) => ({
      ja: `${grouped(limit)}円以下の金額を入力してください`,
      en: `Please enter ¥${grouped(limit)} or less`,
    }),
  },
} satisfies Kinds
