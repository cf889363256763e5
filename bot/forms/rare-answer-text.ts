import { slotText } from '../slots/slot-text.ts'
import type { AnswerParts, AnswerValue, QuestionOf, Texts } from './contract.ts'
import { grouped } from './kinds/grouped.ts'
import { locationLine } from './kinds/location-line.ts'
import { columnsChosen } from './kinds/matrix.ts'
import { orderLines, orderSum, orderText } from './order-text.ts'
import { labelOf, type RareQuestion, same } from './plain-answer-text.ts'

/** An answer to a question of the kinds that few forms have, in words. */
export function rareAnswerText(question: RareQuestion, value: AnswerValue): Texts {
  switch (question.kind) {
    case 'slot':
      return slotText(typeof value === 'object' && !Array.isArray(value) ? value : { slot: String(value) })
    case 'location':
      return same(locationLine(typeof value === 'string' ? { place: value } : partsOf(value)))
    case 'matrix':
    case 'ranking': {
      const lines = answerLines(question, value)
      return { ja: lines.map(({ ja }) => ja).join('、'), en: lines.map(({ en }) => en).join(', ') }
    }
    case 'money':
      return { ja: `${grouped(Number(value))}円`, en: `¥${grouped(Number(value))}` }
    case 'order':
      return orderText(question, value)
    case 'signature':
      return { ja: '署名あり', en: 'Signed' }
  }
}

/** Each place of a ranking, each row of a matrix, and each thing of an order with their sum, by itself. */
export function answerLines(
  question: QuestionOf<'matrix' | 'ranking' | 'order'>,
  value: AnswerValue,
): { ja: string; en: string }[] {
  if (question.kind === 'order') return [...orderLines(question, value), orderSum(question, value)]
  return question.kind === 'matrix' ? matrixLines(question, value) : rankingLines(question, value)
}

/** 1位 コーヒー */
const rankingLines = ({ options }: QuestionOf<'ranking'>, value: AnswerValue) =>
  (Array.isArray(value) ? value : [String(value)])
    .map((key) => labelOf(options, key))
    .map(({ ja, en }, at) => ({ ja: `${at + 1}位 ${ja}`, en: `${at + 1}. ${en ?? ja}` }))

/** 味：よい; 月：朝・昼 where a row has several. What is not asked any more stands by its key. */
function matrixLines({ rows, columns }: QuestionOf<'matrix'>, value: AnswerValue) {
  const named = Array.isArray(value) ? value.map((cell) => cell.split('.')[0]!) : Object.keys(partsOf(value))
  return [...new Set(named)].map((key) => {
    const row = labelOf(rows, key)
    const chosen = columnsChosen(value, key).map((column) => labelOf(columns, column))
    return {
      ja: `${row.ja}：${chosen.map(({ ja }) => ja).join('・')}`,
      en: `${row.en ?? row.ja}: ${chosen.map(({ ja, en }) => en ?? ja).join(' and ')}`,
    }
  })
}

const partsOf = (value: AnswerValue): AnswerParts => (typeof value === 'object' && !Array.isArray(value) ? value : {})
