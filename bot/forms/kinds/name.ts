import type { AnswerParts, QuestionOf } from '../contract.ts'
import { isBlank, onOneLine, textAt, withoutVariants } from './plain.ts'
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

const hasKanjiOnly = (text: string) => /^[\p{Script=Han}々〆ヶケノツッ]{1,8}$/u.test(withoutVariants(text))
const hasJapanese = (text: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]{1,10}$/u.test(withoutVariants(text))

/**
 * A name in what was typed in a chat, only where nothing has to be guessed: kanji, a space, and what follows; with its
 * reading after it, or by itself where one box takes a whole name with spaces. What comes first is uncertain in Latin and
 * katakana names.
 */
export function nameMeant(question: QuestionOf<'name'>, typed: string): AnswerParts | undefined {
  const words = onOneLine(typed).split(' ')
  const [family = '', given = '', familyKana = '', givenKana = ''] = words
  const japanese = hasKanjiOnly(family) && hasJapanese(given) && !/(です|ます|ください|か)$/.test(given)
  const reading = [familyKana, givenKana].map((word) => readKana(word))
  if (question.whole) {
    if (question.kana) return undefined
    const latin =
      words.length >= 2 && words.length <= 5 && words.every((word) => /^\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(word))
    return latin || (japanese && words.length === 2) ? { whole: words.join(' ') } : undefined
  }
  if (!japanese) return undefined
  if (!question.kana) return words.length === 2 ? { family, given } : undefined
  return words.length === 4 && reading.every((word) => word !== undefined)
    ? { family, given, familyKana, givenKana }
    : undefined
}
