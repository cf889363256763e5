import type { AnswerValue, Question, Texts } from './contract.ts'

/**
 * An answer in words for people who read it: labels in place of option keys, stars for a rating.
 * An option that the question does not have (any more) is shown by its key rather than hidden.
 */
export function answerText(question: Question, value: AnswerValue): Texts {
  switch (question.kind) {
    case 'single_choice':
      return labelOf(question.options, String(value))
    case 'multiple_choice': {
      const labels = (Array.isArray(value) ? value : [String(value)]).map((key) => labelOf(question.options, key))
      return { ja: labels.map(({ ja }) => ja).join('、'), en: labels.map(({ ja, en }) => en ?? ja).join(', ') }
    }
    case 'rating':
      return same(question.max <= 5 ? stars(Number(value), question.max) : `${value} / ${question.max}`)
    case 'number': {
      const { ja = '', en = '' } = question.unit ?? {}
      return { ja: `${value}${ja}`, en: `${value} ${en || ja}`.trim() }
    }
    case 'date':
      return same(String(value).replaceAll('-', '/'))
    default:
      return same(String(value))
  }
}

const same = (text: string): Texts => ({ ja: text, en: text })

const stars = (value: number, max: number) => '★'.repeat(value) + '☆'.repeat(Math.max(0, max - value))

const labelOf = (options: { key: string; label: Texts }[], key: string): Texts =>
  options.find((option) => option.key === key)?.label ?? same(key)
