import { slotText } from '../slots/slot-text.ts'
import type { AnswerParts, AnswerValue, QuestionOf, Texts } from './contract.ts'
import { grouped } from './kinds/grouped.ts'
import { locationLine } from './kinds/location-line.ts'
import { columnsChosen } from './kinds/matrix.ts'
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

/** 味：よい、価格：ふつう; 月：朝・昼、水：夜 where a row has several. What is not asked any more stands by its key. */
function matrixText({ rows, columns }: QuestionOf<'matrix'>, value: AnswerValue): Texts {
  const named = Array.isArray(value) ? value.map((cell) => cell.split('.')[0]!) : Object.keys(partsOf(value))
  const lines = [...new Set(named)].map((row) => ({
    row: labelOf(rows, row),
    chosen: columnsChosen(value, row).map((column) => labelOf(columns, column)),
  }))
  return {
    ja: lines.map(({ row, chosen }) => `${row.ja}：${chosen.map(({ ja }) => ja).join('・')}`).join('、'),
    en: lines
      .map(({ row, chosen }) => `${row.en ?? row.ja}: ${chosen.map(({ ja, en }) => en ?? ja).join(' and ')}`)
      .join(', '),
  }
}

const partsOf = (value: AnswerValue): AnswerParts => (typeof value === 'object' && !Array.isArray(value) ? value : {})
