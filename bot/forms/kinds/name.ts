import type { AnswerParts, QuestionOf } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Kinds } from './kind.ts'
import { isBlank, onOneLine, textAt } from './plain.ts'
import { bad, good, type Box, type Checked } from './problem.ts'

const partLengthMax = 60
const wholeLengthMax = 120

/** Katakana in full width from any kana; undefined when there is anything else in it. */
export function readKana(typed: string): string | undefined {
  const kana = onOneLine(typed)
    .normalize('NFKC')
    .replace(/[\u3041-\u3096\u309D\u309E]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60))
    .replace(/[-‐‑–—―−─]/g, 'ー')
    .replace(/\s*・\s*/g, '・')
  return /^[ァ-ヺー・ヽヾ゛゜ ]+$/.test(kana) && /[ァ-ヺ]/.test(kana) ? kana : undefined
}

/** The boxes of a name in the order in which people fill them in. */
export function nameBoxes(question: QuestionOf<'name'>): Box[] {
  if (question.whole) return question.kana ? ['whole', 'wholeKana'] : ['whole']
  return question.kana ? ['family', 'given', 'familyKana', 'givenKana'] : ['family', 'given']
}

const isKana = (box: Box) => box.endsWith('Kana')

/** @param value the parts; or the whole name as typed, where one box takes it */
export function checkName(question: QuestionOf<'name'>, value: unknown): Checked {
  const boxes = nameBoxes(question)
  const given = typeof value === 'string' ? { whole: value } : typeof value === 'object' && value !== null ? value : {}
  const parts: AnswerParts = {}
  for (const box of boxes) {
    const text = onOneLine(textAt(given, box) ?? '')
    const kana = isKana(box)
    if (isBlank(text)) return bad({ code: 'box_empty', box })
    const limit = question.whole ? wholeLengthMax : partLengthMax
    if (text.length > limit) return bad({ code: 'box_too_long', box, limit })
    const stored = kana ? readKana(text) : text
    if (stored === undefined) return bad({ code: 'not_kana', box })
    parts[box] = stored
  }
  return good(parts)
}

export const nameKind = {
  judges: {
    name: { empty: (question) => bad({ code: 'box_empty', box: nameBoxes(question)[0]! }), check: checkName },
  },
  words: boxWords,
} satisfies Kinds
