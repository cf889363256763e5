import type { Language, QuestionOf, Texts } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Kinds } from './kind.ts'
import { narrow, onOneLine, typedIn } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

const lengthMax = 64

/** A member number as it is compared: half width, capitals, no separators; its leading zeros stay. */
export const readMemberId = (typed: string): string =>
  narrow(typed)
    .replace(/[-._/]/g, '')
    .toUpperCase()

/** 会員番号は1234 */
const leadIn = /^(?:会員)?(?:番号|ID|ＩＤ)(?:は|[:：])/i

export function checkMemberId(question: QuestionOf<'member_id'>, value: unknown): Checked {
  const given = onOneLine(typedIn(value) ?? '')
  const id = readMemberId(given.replace(leadIn, ''))
  // 忘れました is no number.
  if (!/[\dA-Z]/.test(id)) return bad({ code: 'box_empty', box: 'id' })
  const hint = question.hint ?? null
  if (question.digits && /\D/.test(id)) return bad({ code: 'id_not_digits', hint })
  const [min, max] = [question.lengthMin ?? null, question.lengthMax ?? null]
  if (id.length < (min ?? 1) || id.length > (max ?? lengthMax)) {
    return bad({
      code: 'id_length',
      min,
      max: max ?? (min === null ? lengthMax : null),
      is: id.length,
      digits: question.digits ?? false,
      hint,
    })
  }
  return good({ given, id })
}

export const memberIdKind = {
  judges: {
    member_id: { empty: () => bad({ code: 'box_empty', box: 'id' }), check: checkMemberId },
  },
  words: {
    ...boxWords,
    id_length: ({ min, max, is, digits, hint }) => {
      const [length, unit] = [lengthRange(min, max), digits ? '桁' : '文字']
      return {
        ja: `番号は${length}${unit}です。今は${is}${unit}です${hintOf(hint, 'ja')}`,
        en: `The number has ${length} ${digits ? 'digits' : 'characters'}. This one has ${is}${hintOf(hint, 'en')}`,
      }
    },
    id_not_digits: ({ hint }) => ({
      ja: `番号は数字で入力してください${hintOf(hint, 'ja')}`,
      en: `Please enter the number in digits${hintOf(hint, 'en')}`,
    }),
  },
} satisfies Kinds

const lengthRange = (min: number | null, max: number | null) => (min === max ? String(min) : `${min ?? 1}–${max ?? ''}`)

const hintOf = (hint: Texts | null, language: Language) =>
  hint ? (language === 'ja' ? `。${hint.ja}` : `. ${hint.en ?? hint.ja}`) : ''
