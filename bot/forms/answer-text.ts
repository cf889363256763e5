import { slotText } from '../slots/slot-text.ts'
import type { AnswerParts, AnswerValue, Question, QuestionOf, Texts } from './contract.ts'
import { addressLine } from './kinds/address-line.ts'
import { grouped } from './kinds/grouped.ts'
import { locationLine } from './kinds/location-line.ts'
import { chosenKey, otherKey, otherLabel, otherText, type Choice } from './kinds/other.ts'

/**
 * An answer in words for people who read it: labels in place of option keys, stars for a rating.
 * An option that the question does not have (any more) is shown by its key rather than hidden.
 */
export function answerText(question: Question, value: AnswerValue): Texts {
  switch (question.kind) {
    case 'single_choice':
      return choiceText(question, String(value))
    case 'dropdown':
      return labelOf(question.options, String(value))
    case 'multiple_choice': {
      const labels = (Array.isArray(value) ? value : [String(value)]).map((key) => choiceText(question, key))
      return { ja: labels.map(({ ja }) => ja).join('、'), en: labels.map(({ ja, en }) => en ?? ja).join(', ') }
    }
    case 'location':
      return same(locationLine(typeof value === 'string' ? { place: value } : partsOf(value)))
    case 'matrix':
      return matrixText(question, value)
    case 'ranking': {
      const labels = (Array.isArray(value) ? value : [String(value)]).map((key) => labelOf(question.options, key))
      return {
        ja: labels.map(({ ja }, at) => `${at + 1}位 ${ja}`).join('、'),
        en: labels.map(({ ja, en }, at) => `${at + 1}. ${en ?? ja}`).join(', '),
      }
    }
    case 'rating':
      return same(question.max <= 5 ? stars(Number(value), question.max) : `${value} / ${question.max}`)
    case 'money':
      return { ja: `${grouped(Number(value))}円`, en: `¥${grouped(Number(value))}` }
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
    case 'signature':
      return { ja: '署名あり', en: 'Signed' }
    case 'file': {
      const count = Array.isArray(value) ? value.length : 1
      return { ja: `ファイル${count}件`, en: count === 1 ? '1 file' : `${count} files` }
    }
    case 'slot':
      return slotText(typeof value === 'object' && !Array.isArray(value) ? value : { slot: String(value) })
    default:
      return same(typeof value === 'object' && !Array.isArray(value) ? textOfParts(value) : String(value))
  }
}

/** As people gave it; a birthday as the day that was meant, a name with its reading. */
function textOfParts(parts: AnswerParts): string {
  const { date, family, given = '', whole, familyKana, givenKana = '', wholeKana, postcode } = parts
  if (date !== undefined) return date.replaceAll('-', '/')
  if (family !== undefined) return `${family} ${given}${familyKana ? `（${familyKana} ${givenKana}）` : ''}`
  if (whole !== undefined) return `${whole}${wholeKana ? `（${wholeKana}）` : ''}`
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

/** 味：よい、価格：ふつう; what is not asked any more by its key. */
function matrixText({ rows, columns }: QuestionOf<'matrix'>, value: AnswerValue): Texts {
  const cells = Object.entries(partsOf(value)).map(([row, column]) => ({
    row: labelOf(rows, row),
    column: labelOf(columns, column),
  }))
  return {
    ja: cells.map(({ row, column }) => `${row.ja}：${column.ja}`).join('、'),
    en: cells.map(({ row, column }) => `${row.en ?? row.ja}: ${column.en ?? column.ja}`).join(', '),
  }
}

const partsOf = (value: AnswerValue): AnswerParts => (typeof value === 'object' && !Array.isArray(value) ? value : {})

const same = (text: string): Texts => ({ ja: text, en: text })

const stars = (value: number, max: number) => '★'.repeat(value) + '☆'.repeat(Math.max(0, max - value))

const labelOf = (options: { key: string; label: Texts }[], key: string): Texts =>
  options.find((option) => option.key === key)?.label ?? same(key)
