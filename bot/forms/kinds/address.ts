import type { AnswerParts, QuestionOf } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Kinds } from './kind.ts'
import { isBlank, narrow, onOneLine, textAt } from './plain.ts'
import { bad, good, type Box, type Checked, type Problem } from './problem.ts'

const boxes = ['prefecture', 'city', 'town', 'rest'] as const
const lengthMax = 200

/** Seven digits of a postcode, or the seven characters of a digital address (Japan Post, since May 2025) in capitals. */
export function readPostcode(typed: string): { postcode: string } | { problem: Problem } {
  const text = narrow(typed)
    .replace(/^(〒|郵便番号:?)/, '')
    .replace(/[-.・_]/g, '')
    .toUpperCase()
  return /^[0-9A-Z]{7}$/.test(text)
    ? { postcode: text }
    : { problem: { code: 'postcode_length', is: text.replace(/\D/g, '').length } }
}

/** The postcode may stay empty: nobody is stopped by a code that they do not know. The house number may stand in the town's box. */
export function checkAddress(_: QuestionOf<'address'>, value: unknown): Checked {
  const given = typeof value === 'object' && value !== null ? value : {}
  const parts: AnswerParts = {}
  const postcode = textAt(given, 'postcode') ?? ''
  if (!isBlank(postcode)) {
    const read = readPostcode(postcode)
    if ('problem' in read) return bad(read.problem)
    parts['postcode'] = read.postcode
  }
  for (const box of boxes) {
    const text = onOneLine(textAt(given, box) ?? '')
    if (text.length > lengthMax) return bad({ code: 'box_too_long', box, limit: lengthMax })
    if (!isBlank(text)) parts[box] = text
  }
  const empty = emptyBox(parts)
  return empty ? bad({ code: 'box_empty', box: empty }) : good(parts)
}

/** Some towns have no name (a village with house numbers only), and some houses no number (番地なし). */
function emptyBox(parts: AnswerParts): Box | undefined {
  if (!parts['prefecture']) return 'prefecture'
  if (!parts['city']) return 'city'
  if (!parts['town'] && !parts['rest']) return 'town'
  const hasNumber =
    parts['rest'] !== undefined || /[\d〇一二三四五六七八九十番号]/.test((parts['town'] ?? '').normalize('NFKC'))
  return hasNumber ? undefined : 'rest'
}

export const addressKind = {
  judges: {
    address: { empty: () => bad({ code: 'box_empty', box: 'prefecture' }), check: checkAddress },
  },
  words: {
    ...boxWords,
    postcode_length: ({ is }) => ({
      ja: `郵便番号は7桁です。今は${is}桁です。わからないときは空のままで進めます`,
      en: `A postcode has 7 digits. This one has ${is}. If you do not know it, leave it empty`,
    }),
  },
} satisfies Kinds
