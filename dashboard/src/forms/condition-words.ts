import type { Condition, Leaf } from '../../../bot/conditions/contract.ts'
import { isOperand } from '../../../bot/conditions/leaves.ts'
import { say, type Texts } from '../language.ts'
import { comparisonOf, type FactOffer } from './condition-facts.ts'

/** A condition as a phrase: 「ご来店の目的」が「相談」. */
export function conditionWords(condition: Condition, facts: FactOffer[]): string {
  if ('fact' in condition) return leafWords(condition, facts)
  if ('not' in condition) {
    const inner = conditionWords(condition.not, facts)
    return say({ ja: `（${inner}）ではない`, en: `not (${inner})` })
  }
  const [parts, word] =
    'all' in condition
      ? [condition.all, say({ ja: '、かつ ', en: ' and ' })]
      : [condition.any, say({ ja: '、または ', en: ' or ' })]
  return parts
    .map((part) => ('fact' in part ? leafWords(part, facts) : `（${conditionWords(part, facts)}）`))
    .join(word)
}

/** The same as what has to hold: 「ご来店の目的」が「相談」のとき. */
export function whenWords(condition: Condition, facts: FactOffer[]): string {
  const words = conditionWords(condition, facts)
  // What ends as a noun takes の.
  return say({ ja: `${words}${/[」）上下満後前]$/.test(words) ? 'の' : ''}とき`, en: `when ${words}` })
}

const gone = () => say({ ja: 'なくなった質問', en: 'a question that is gone' })
const nameOf = (offer: FactOffer | undefined) =>
  offer ? offer.label.replace(/^\d+\. |^計算：|^Calculated: /, '') : gone()

function leafWords({ fact, is, value }: Leaf, facts: FactOffer[]): string {
  const offer = facts.find((one) => one.fact === fact)
  const name = nameOf(offer)
  const named = isOperand(value)
    ? [nameOf(facts.find((one) => one.fact === value.fact))]
    : [value ?? ''].flat().map((one) => offer?.values.find((option) => option.value === one)?.label ?? said(one, offer))
  // Nothing is ticked yet.
  if (named.length === 0) named.push('…')
  const [ja, en] = [named.map((one) => `「${one}」`).join('か'), named.map((one) => `“${one}”`).join(' or ')]
  const isTime = offer?.type === 'day' || offer?.type === 'clock' || offer?.type === 'moment'
  const one = isOperand(value) ? { ja, en } : { ja: named[0] ?? '', en: named[0] ?? '' }
  const compared = (words: Texts, times: Texts) => {
    const way = isTime ? times : words
    return say({ ja: `「${name}」が${one.ja}${way.ja}`, en: `“${name}” is ${way.en} ${one.en}` })
  }
  switch (offer ? (comparisonOf({ fact, is }, offer)?.is ?? is) : is) {
    case 'equals':
    case 'one_of':
      return say({ ja: `「${name}」が${ja}`, en: `“${name}” is ${en}` })
    case 'not_equals':
      return say({ ja: `「${name}」が${ja}ではない`, en: `“${name}” is not ${en}` })
    case 'contains':
      return say({ ja: `「${name}」に${ja}がある`, en: `“${name}” includes ${en}` })
    case 'lacks':
      return say({ ja: `「${name}」に${ja}がない`, en: `“${name}” does not include ${en}` })
    case 'at_least':
      return compared({ ja: '以上', en: 'at least' }, { ja: '以後', en: 'not before' })
    case 'at_most':
      return compared({ ja: '以下', en: 'at most' }, { ja: '以前', en: 'not after' })
    case 'more_than':
      return compared({ ja: 'より大きい', en: 'more than' }, { ja: 'より後', en: 'after' })
    case 'less_than':
      return compared({ ja: '未満', en: 'less than' }, { ja: 'より前', en: 'before' })
    case 'answered':
      return say({ ja: `「${name}」に答えがある`, en: `“${name}” is answered` })
    case 'unanswered':
      return say({ ja: `「${name}」に答えがない`, en: `“${name}” is not answered` })
  }
}

/** A day and a time as they are read: 2026/12/03 18:30. */
function said(value: string | number, offer: FactOffer | undefined): string {
  const text = String(value)
  if (text === '') return say({ ja: '（未選択）', en: '(nothing yet)' })
  return offer?.type === 'day' || offer?.type === 'moment' ? text.replaceAll('-', '/').replace('T', ' ') : text
}
