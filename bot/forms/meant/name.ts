import type { AnswerParts, QuestionOf } from '../contract.ts'
import { readKana } from '../kinds/name.ts'
import { withoutVariants } from '../kinds/comparable.ts'
import { onOneLine } from '../kinds/plain.ts'

const hasKanjiOnly = (text: string) => /^[\p{Script=Han}々〆ヶケノツッ]{1,8}$/u.test(withoutVariants(text))
const hasJapanese = (text: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ー]{1,10}$/u.test(withoutVariants(text))

/**
 * A name in what was typed in a chat, only where nothing has to be guessed: kanji, a space, and what follows; with its
 * reading after it (in brackets, as people write it), or by itself where one box takes a whole name with spaces. What comes first is uncertain in Latin and
 * katakana names.
 */
export function nameMeant(question: QuestionOf<'name'>, typed: string): AnswerParts | undefined {
  const words = onOneLine(typed.replace(/[（）()]/g, ' '))
    .trim()
    .split(' ')
  const [family = '', given = '', familyKana = '', givenKana = ''] = words
  const reading = [familyKana, givenKana].map((word) => readKana(word))
  const isRead = words.length === 4 && reading.every((word) => word !== undefined)
  // Without its reading 空いてますか may be no name; with it はるか is one.
  const japanese = hasKanjiOnly(family) && hasJapanese(given) && (isRead || !/(です|ます|ください|か)$/.test(given))
  if (question.whole) {
    if (question.kana) return undefined
    const latin =
      words.length >= 2 && words.length <= 5 && words.every((word) => /^\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(word))
    return latin || (japanese && words.length === 2) ? { whole: words.join(' ') } : undefined
  }
  if (!japanese) return undefined
  if (!question.kana) return words.length === 2 ? { family, given } : undefined
  return isRead ? { family, given, familyKana, givenKana } : undefined
}
