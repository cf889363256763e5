import { slotText } from '../slots/slot-text.ts'
import type { AnswerParts, AnswerValue, QuestionOf, Texts } from './contract.ts'
import { grouped } from './kinds/grouped.ts'
import { locationLine } from './kinds/location-line.ts'
import { labelOf, type RareQuestion, same } from './plain-answer-text.ts'

/** An answer to a question of the kinds that few forms have, in words. */
export function rareAnswerText(question: RareQuestion, value: AnswerValue): Texts {
  switch (question.kind) {
    case 'slot':
      return slotText(typeof value === 'object' && !Array.isArray(value) ? value : { slot: String(value) })
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
    case 'money':
      return { ja: `${grouped(Number(value))}円`, en: `¥${grouped(Number(value))}` }
    case 'signature':
      return { ja: '署名あり', en: 'Signed' }
  }
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
