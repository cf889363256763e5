import type { Condition, Leaf } from '../../../bot/conditions/contract.ts'
import { say } from '../language.ts'
import type { FactOffer } from './condition-facts.ts'

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
  return say({ ja: `${words}${/[」）上下満]$/.test(words) ? 'の' : ''}とき`, en: `when ${words}` })
}

function leafWords({ fact, is, value }: Leaf, facts: FactOffer[]): string {
  const offer = facts.find((one) => one.fact === fact)
  const name = offer
    ? offer.label.replace(/^\d+\. |^計算：|^Calculated: /, '')
    : say({ ja: 'なくなった質問', en: 'a question that is gone' })
  const named = [value ?? ''].flat().map((one) => {
    const known = offer?.values.find((option) => option.value === one)
    return known ? known.label : String(one)
  })
  // Nothing is ticked yet.
  if (named.length === 0) named.push('…')
  const [ja, en] = [named.map((one) => `「${one}」`).join('か'), named.map((one) => `“${one}”`).join(' or ')]
  switch (is) {
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
      return say({ ja: `「${name}」が${named[0]}以上`, en: `“${name}” is at least ${named[0]}` })
    case 'at_most':
      return say({ ja: `「${name}」が${named[0]}以下`, en: `“${name}” is at most ${named[0]}` })
    case 'more_than':
      return say({ ja: `「${name}」が${named[0]}より大きい`, en: `“${name}” is more than ${named[0]}` })
    case 'less_than':
      return say({ ja: `「${name}」が${named[0]}未満`, en: `“${name}” is less than ${named[0]}` })
    case 'answered':
      return say({ ja: `「${name}」に答えがある`, en: `“${name}” is answered` })
    case 'unanswered':
      return say({ ja: `「${name}」に答えがない`, en: `“${name}” is not answered` })
  }
}
