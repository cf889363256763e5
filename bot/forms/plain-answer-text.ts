import type { AnswerParts, AnswerValue, Question, QuestionOf, Texts } from './contract.ts'
import { addressLine } from './kinds/address-line.ts'
import { chosenKey, otherKey, otherLabel, otherText, type Choice } from './kinds/other.ts'

/** What few forms ask for; how their answers are said (`rareAnswerText`) is of no weight for the mini-app's other forms. */
const rareKinds = ['ranking', 'matrix', 'location', 'signature', 'money', 'slot', 'order'] as const
export type RareQuestion = QuestionOf<(typeof rareKinds)[number]>
export const isRare = (question: Question): question is RareQuestion =>
  (rareKinds as readonly string[]).includes(question.kind)

/** An answer to any other question, in words. */
export function plainAnswerText(question: Exclude<Question, RareQuestion>, value: AnswerValue): Texts {
  switch (question.kind) {
    case 'single_choice':
      return choiceText(question, String(value))
    case 'dropdown':
      return labelOf(question.options, String(value))
    case 'multiple_choice': {
      const labels = (Array.isArray(value) ? value : [String(value)]).map((key) => choiceText(question, key))
      return { ja: labels.map(({ ja }) => ja).join('、'), en: labels.map(({ ja, en }) => en ?? ja).join(', ') }
    }
    case 'rating':
      return same(question.max <= 5 ? stars(Number(value), question.max) : `${value} / ${question.max}`)
    case 'slider':
    case 'number': {
      const { ja = '', en = '' } = question.unit ?? {}
      return { ja: `${value}${ja}`, en: `${value} ${en || ja}`.trim() }
    }
    case 'date':
      return same(String(value).replaceAll('-', '/'))
    case 'nps':
      return same(`${value} / 10`)
    case 'date_time':
      return same(String(value).replaceAll('-', '/').replace('T', ' '))
    case 'yes_no':
      return value === 'yes'
        ? (question.yesLabel ?? { ja: 'はい', en: 'Yes' })
        : (question.noLabel ?? { ja: 'いいえ', en: 'No' })
    case 'consent':
      return { ja: '同意しました', en: 'Agreed' }
    case 'file': {
      const count = Array.isArray(value) ? value.length : 1
      return { ja: `ファイル${count}件`, en: count === 1 ? '1 file' : `${count} files` }
    }
    default:
      return same(typeof value === 'object' && !Array.isArray(value) ? textOfParts(value) : String(value))
  }
}

/** As people gave it; an address of mail and a birthday as they are meant, a name with its reading. */
function textOfParts(parts: AnswerParts): string {
  const { date, family, given = '', whole, familyKana, givenKana = '', wholeKana, postcode } = parts
  if (date !== undefined) return date.replaceAll('-', '/')
  if (family !== undefined) return `${family} ${given}${familyKana ? `（${familyKana} ${givenKana}）` : ''}`
  if (whole !== undefined) return `${whole}${wholeKana ? `（${wholeKana}）` : ''}`
  if (parts['email'] !== undefined) return parts['email']
  if (parts['given'] !== undefined) return parts['given']
  const code = postcode && /^\d{7}$/.test(postcode) ? `${postcode.slice(0, 3)}-${postcode.slice(3)}` : postcode
  return `${code ? `〒${code} ` : ''}${addressLine(parts)}`
}

/** The label of an option; その他（犬） for words of one's own. */
function choiceText(question: Choice, chosen: string): Texts {
  if (chosenKey(chosen) !== otherKey || question.options.some(({ key }) => key === chosen))
    return labelOf(question.options, chosen)
  const { ja, en = ja } = otherLabel(question)
  const words = otherText(chosen)
  return words === null ? { ja, en } : { ja: `${ja}（${words}）`, en: `${en} (${words})` }
}

/** A text that needs no other language. */
export const same = (text: string): Texts => ({ ja: text, en: text })

const stars = (value: number, max: number) => '★'.repeat(value) + '☆'.repeat(Math.max(0, max - value))

/** The label of an option, or its key where there is no such option (any more). */
export const labelOf = (options: { key: string; label: Texts }[], key: string): Texts =>
  options.find((option) => option.key === key)?.label ?? same(key)
