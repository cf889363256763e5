import type { QuestionOf } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Kinds } from './kind.ts'
import { narrow, onOneLine, typedIn } from './plain.ts'
import { bad, good, type Checked, type Problem } from './problem.ts'

/**
 * A telephone number in E.164. Japanese ones as people write them: any width, any hyphens, brackets, +81 with or without
 * its zero; mobile, IP and 0800 numbers (0X0) have eleven digits, all others ten. Others only with + and their country.
 * Source: the numbering plan of Japan's Ministry of Internal Affairs and Communications; E.164 for the length abroad.
 */
export function readPhone(typed: string): { e164: string } | { problem: Problem } {
  const text = narrow(typed)
    .replace(/\((?:携帯|自宅|会社|勤務先|固定|本人|父|母|夫|妻)\)$/, '')
    .replace(/^(?:tel|(?:携帯|固定|自宅)?電話(?:番号)?|携帯|自宅)(?:は|:)?/i, '')
    .replace(/[-()[\]（）〔〕「」./・·_~〜]/g, '')
    .replace(/^\+(?=0)/, '')
  if (!/^\+?\d+$/.test(text)) return { problem: { code: 'not_a_phone' } }
  const abroad = /^(?:\+|00|010(?=\d{9}))([1-9]\d*)$/.exec(text)?.[1]
  if (abroad === undefined) {
    // Whoever copies a number from abroad often leaves out the plus.
    const copied = /^81([1-9]\d{8,9})$/.exec(text)?.[1]
    return japanese(copied ? `0${copied}` : text)
  }
  const home = /^81\d+$/.test(abroad) ? abroad.slice(2) : undefined
  if (home !== undefined) return japanese(home.startsWith('0') ? home : `0${home}`)
  return abroad.length < 7 || abroad.length > 15
    ? { problem: { code: 'abroad_length', is: abroad.length } }
    : { e164: `+${abroad}` }
}

function japanese(digits: string): { e164: string } | { problem: Problem } {
  const is = digits.length
  if (!digits.startsWith('0')) {
    return { problem: is < 6 || is > 11 ? { code: 'phone_length', is } : { code: 'no_area_code' } }
  }
  const isMobile = /^0[2-9]0/.test(digits)
  if (is < 10 || is > 11) return { problem: { code: 'phone_length', is } }
  if (isMobile && is === 10) return { problem: { code: 'mobile_length', is } }
  if (!isMobile && is === 11) return { problem: { code: 'landline_length', is } }
  return { e164: `+81${digits.slice(1)}` }
}

export function checkPhone(_: QuestionOf<'phone'>, value: unknown): Checked {
  const given = typedIn(value)
  if (given === undefined) return bad({ code: 'box_empty', box: 'phone' })
  const read = readPhone(given)
  return 'problem' in read ? bad(read.problem) : good({ given: onOneLine(given), e164: read.e164 })
}

export const phoneKind = {
  judges: {
    phone: { empty: () => bad({ code: 'box_empty', box: 'phone' }), check: checkPhone },
  },
  words: {
    ...boxWords,
    not_a_phone: () => ({
      ja: '電話番号を数字で入力してください（例：090-1234-5678）',
      en: 'Please enter your phone number in digits, for example 090-1234-5678',
    }),
    no_area_code: () => ({
      ja: '電話番号を、市外局番など「0」で始まる番号から入力してください',
      en: 'Please enter your phone number with its area code, beginning with 0',
    }),
    phone_length: ({ is }) => ({
      ja: `電話番号は10桁か11桁です。今は${is}桁です`,
      en: `A phone number has 10 or 11 digits. This one has ${is}`,
    }),
    mobile_length: ({ is }) => ({
      ja: `この番号は11桁です。今は${is}桁です`,
      en: `This kind of number has 11 digits. This one has ${is}`,
    }),
    landline_length: ({ is }) => ({
      ja: `固定電話の番号は10桁です。今は${is}桁です`,
      en: `A landline number has 10 digits. This one has ${is}`,
    }),
    abroad_length: ({ is }) => ({
      ja: `国番号からの電話番号は7桁から15桁です。今は${is}桁です`,
      en: `With its country code, a phone number has 7 to 15 digits. This one has ${is}`,
    }),
  },
} satisfies Kinds
