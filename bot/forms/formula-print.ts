import type { Condition, Leaf } from '../conditions/contract.ts'
import { isOperand } from '../conditions/leaves.ts'
import type { Formula, FormulaVerb } from './contract.ts'
import type { FormulaName } from './formula-text.ts'

const words = {
  ja: {
    round: '四捨五入',
    floor: '切り捨て',
    ceiling: '切り上げ',
    least: '最小',
    most: '最大',
    if: 'もし',
    and: 'かつ',
    or: 'または',
  },
  en: { round: 'round', floor: 'floor', ceiling: 'ceiling', least: 'min', most: 'max', if: 'if', and: 'and', or: 'or' },
} as const
const signs: Partial<Record<FormulaVerb, { sign: string; rank: number }>> = {
  plus: { sign: '+', rank: 1 },
  minus: { sign: '-', rank: 1 },
  times: { sign: '×', rank: 2 },
  divided: { sign: '/', rank: 2 },
  power: { sign: '^', rank: 4 },
}
const compared: Partial<Record<Leaf['is'], string>> = {
  ...{ at_least: '>=', at_most: '<=', more_than: '>', less_than: '<', equals: '=', not_equals: '!=' },
}
/** Of what several can be chosen, `=` asks whether an option is among them. */
const among: typeof compared = { contains: '=', lacks: '!=' }

/** A formula as it is typed. Null when it says something that cannot be: a name that is gone, a condition of another kind. */
export function printFormula(formula: Formula, names: FormulaName[], language: 'ja' | 'en'): string | null {
  const said = words[language]
  const nameOf = (fact: string) => {
    const found = names.find((one) => one.fact === fact)
    return found ? `{${found.name}}` : null
  }

  function print(one: Formula, rank: number): string | null {
    if (typeof one === 'number') return one < 0 && rank > 1 ? `(${one})` : String(one)
    if ('fact' in one) return nameOf(one.fact)
    if ('when' in one) {
      const parts = [condition(one.when, false), print(one.yes, 0), print(one.no, 0)]
      return parts.includes(null) ? null : `${said.if}(${parts.join(', ')})`
    }
    const infix = signs[one.do]
    if (!infix) {
      const parts = one.of.map((part) => print(part, 0))
      return parts.includes(null) ? null : `${said[one.do as 'round']}(${parts.join(', ')})`
    }
    if (one.of.length === 1) {
      const inner = one.do === 'minus' ? print(one.of[0]!, 3) : print(one.of[0]!, rank)
      if (inner === null || one.do !== 'minus') return inner
      return rank > 1 ? `(-${inner})` : `-${inner}`
    }
    // What stands behind a sign of the same rank has to be bracketed; what stands before a power, too.
    const parts = one.of.map((part, at) => print(part, at === 0 && infix.rank < 4 ? infix.rank : infix.rank + 1))
    const text = parts.includes(null) ? null : parts.join(` ${infix.sign} `)
    return text !== null && infix.rank < rank ? `(${text})` : text
  }

  function condition(one: Condition, inner: boolean): string | null {
    if ('not' in one) return null
    if (!('fact' in one)) {
      const [list, word] = 'all' in one ? [one.all, said.and] : [one.any, said.or]
      const parts = list.map((part) => condition(part, true))
      if (parts.length === 0 || parts.includes(null)) return null
      return inner ? `(${parts.join(` ${word} `)})` : parts.join(` ${word} `)
    }
    const asked = names.find(({ fact }) => fact === one.fact)
    // Written when one could be chosen, an `equals` may stand where several can be now: it counts as what `=` is read as there.
    const sign = (asked?.isSeveral ? among[one.is] : undefined) ?? compared[one.is]
    const name = nameOf(one.fact)
    if (name === null || sign === undefined || one.value === undefined || Array.isArray(one.value)) return null
    if (isOperand(one.value)) {
      const other = nameOf(one.value.fact)
      return other && `${name} ${sign} ${other}`
    }
    if (typeof one.value === 'number') return `${name} ${sign} ${one.value}`
    const option = asked?.values?.find(({ value }) => value === one.value)
    const label = option?.label ?? one.value
    return label.includes('"') ? null : `${name} ${sign} "${label}"`
  }
  return print(formula, 0)
}
