import type { Condition, Leaf } from '../conditions/contract.ts'
import type { Formula, FormulaVerb } from './contract.ts'

/** What a formula can name, in the words in which it stands between braces. */
export interface FormulaName {
  name: string
  /** Where that is cut: what it is cut from, which may be typed, too. */
  whole?: string
  fact: string
  /** Where a comparison with a word is one with the key of an option. */
  values?: { value: string; label: string }[]
  /** Several of them can be chosen: then a comparison asks whether one is among them. */
  isSeveral?: boolean
}

/** Why a text is no formula, and from which character on. */
export interface FormulaProblem {
  code: 'unexpected' | 'ended' | 'unknown_name' | 'unknown_verb' | 'empty'
  at: number
  text: string
}

const verbNames: Record<string, FormulaVerb> = {
  ...{ 四捨五入: 'round', 切り捨て: 'floor', 切り上げ: 'ceiling', 最小: 'least', 最大: 'most' },
  ...{ round: 'round', floor: 'floor', ceiling: 'ceiling', min: 'least', max: 'most' },
}
const signs: Record<string, FormulaVerb> = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divided', '^': 'power' }
const compared: Record<string, Leaf['is']> = {
  ...{ '>=': 'at_least', '<=': 'at_most', '>': 'more_than', '<': 'less_than', '=': 'equals', '!=': 'not_equals' },
}

interface Token {
  kind: 'number' | 'name' | 'text' | 'word' | 'sign' | 'end'
  text: string
  at: number
}
const token = /\s*(?:(\d+(?:\.\d+)?)|\{([^{}]*)\}|"([^"]*)"|([\p{L}_]+)|(>=|<=|!=|[-+*/^(),<>=]))/uy
const wide: Record<string, string> = {
  '×': '*',
  '÷': '/',
  '−': '-',
  '≧': '>=',
  '≦': '<=',
  '≠': '!=',
  '、': ',',
  '「': '"',
  '」': '"',
}

/** Outside of braces full-width digits and signs mean the same as the others. */
const plain = (text: string) =>
  text.replace(/\{[^{}]*\}|[！-～]|[×÷−≧≦≠、「」]/gu, (one) =>
    one.startsWith('{') ? one : (wide[one] ?? String.fromCharCode(one.charCodeAt(0) - 0xfee0)),
  )

class Refusal extends Error {
  readonly problem: FormulaProblem
  constructor(problem: FormulaProblem) {
    super(problem.code)
    this.problem = problem
  }
}

const reserved = new Set([...Object.keys(verbNames), 'もし', 'if', 'かつ', 'and', 'または', 'or'])

/** What may stand without braces, the longest first: titles and keys that mean one thing only. */
function bareNames(names: FormulaName[]): { text: string; name: string }[] {
  const all = names.flatMap(({ name, whole, fact }) => {
    const key = /^(?:answer|value)\.(.+)$/.exec(fact)?.[1]
    const texts = [plain(name), ...(whole === undefined ? [] : [plain(whole)]), ...(key === undefined ? [] : [key])]
    return texts.map((text) => ({ text, name, fact }))
  })
  const isTwice = (text: string) => all.some((other) => other.text.startsWith(`${text}(`))
  return all
    .filter(({ text, fact }) => {
      const isWord = /\p{L}/u.test(text) && !/["{}]/.test(text) && !reserved.has(text)
      return isWord && !isTwice(text) && all.every((other) => other.text !== text || other.fact === fact)
    })
    .toSorted((one, other) => other.text.length - one.text.length)
}

/** Whether a name ends there: no letter goes on behind its last one. */
const endsAt = (text: string, at: number) => !/[\p{L}\p{N}_]{2}/u.test(text.slice(at - 1, at + 1))

function tokensOf(written: string, names: FormulaName[]): Token[] {
  const text = plain(written)
  const bare = bareNames(names)
  const tokens: Token[] = []
  token.lastIndex = 0
  while (text.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex
    const begin = at + text.slice(at).search(/\S/)
    const known = bare.find((one) => text.startsWith(one.text, begin) && endsAt(text, begin + one.text.length))
    if (known) {
      tokens.push({ kind: 'name', text: known.name, at: begin })
      token.lastIndex = begin + known.text.length
      continue
    }
    const found = token.exec(text)
    if (!found) throw new Refusal({ code: 'unexpected', at, text: text.slice(at).trim().slice(0, 1) })
    const kinds = ['number', 'name', 'text', 'word', 'sign'] as const
    const place = found.slice(1).findIndex((part) => part !== undefined)
    tokens.push({ kind: kinds[place]!, text: found[place + 1]!.trim(), at })
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }]
}

/** A formula as somebody types it: `{体重} / ({身長} / 100) ^ 2`, `もし({年齢} >= 20, 1000, 500)`; names also without braces. */
export function parseFormula(text: string, names: FormulaName[]): { formula: Formula } | { problem: FormulaProblem } {
  try {
    const tokens = tokensOf(text, names)
    if (tokens.length === 1) throw new Refusal({ code: 'empty', at: 0, text: '' })
    return { formula: new Reader(tokens, names).whole() }
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem }
    throw error
  }
}

/** Reads by precedence: comparisons in もし, then + and -, then × and ÷, then a sign, then powers. */
class Reader {
  readonly #tokens: Token[]
  readonly #names: FormulaName[]
  #at = 0
  constructor(tokens: Token[], names: FormulaName[]) {
    this.#tokens = tokens
    this.#names = names
  }

  whole(): Formula {
    const formula = this.#sum()
    if (this.#now.kind !== 'end') throw this.#refusal()
    return formula
  }

  get #now(): Token {
    return this.#tokens[this.#at]!
  }
  #refusal(code: FormulaProblem['code'] = this.#now.kind === 'end' ? 'ended' : 'unexpected'): Refusal {
    return new Refusal({ code, at: this.#now.at, text: this.#now.text })
  }
  #take(...texts: string[]): string | undefined {
    const { kind, text } = this.#now
    if ((kind !== 'sign' && kind !== 'word') || !texts.includes(text)) return undefined
    this.#at++
    return text
  }
  #expect(text: string): void {
    if (!this.#take(text)) throw this.#refusal()
  }

  #chain(part: () => Formula, ...texts: string[]): Formula {
    let left = part()
    for (let sign = this.#take(...texts); sign !== undefined; sign = this.#take(...texts)) {
      const verb = signs[sign]!
      const right = part()
      const goesOn = typeof left === 'object' && 'do' in left && left.do === verb && verb === 'plus'
      left = { do: verb, of: goesOn ? [...(left as { of: Formula[] }).of, right] : [left, right] }
    }
    return left
  }
  #sum(): Formula {
    return this.#chain(() => this.#product(), '+', '-')
  }
  #product(): Formula {
    return this.#chain(() => this.#signed(), '*', '/')
  }
  #signed(): Formula {
    if (!this.#take('-')) return this.#power()
    const of = this.#signed()
    return typeof of === 'number' ? -of : { do: 'minus', of: [of] }
  }
  #power(): Formula {
    const base = this.#single()
    return this.#take('^') ? { do: 'power', of: [base, this.#signed()] } : base
  }
  #single(): Formula {
    const { kind, text } = this.#now
    if (kind === 'number') return (this.#at++, Number(text))
    if (kind === 'name') return { fact: this.#named().fact }
    if (this.#take('(')) {
      const inner = this.#sum()
      this.#expect(')')
      return inner
    }
    return kind === 'word' ? this.#called() : this.#never()
  }
  #never(): never {
    throw this.#refusal()
  }
  #named(): FormulaName {
    const { text } = this.#now
    const whole = this.#names.filter((one) => one.whole === text)
    const found = this.#names.find(({ name }) => name === text) ?? (whole.length === 1 ? whole[0] : undefined)
    if (this.#now.kind !== 'name') throw this.#refusal()
    if (!found) throw this.#refusal('unknown_name')
    this.#at++
    return found
  }
  #called(): Formula {
    const { text } = this.#now
    if (this.#take('もし', 'if')) {
      this.#expect('(')
      const when = this.#condition()
      this.#expect(',')
      const yes = this.#sum()
      this.#expect(',')
      const no = this.#sum()
      this.#expect(')')
      return { when, yes, no }
    }
    const verb = verbNames[text]
    if (!verb) throw this.#refusal('unknown_verb')
    this.#at++
    this.#expect('(')
    const of = [this.#sum()]
    while (this.#take(',')) of.push(this.#sum())
    this.#expect(')')
    return { do: verb, of }
  }

  #condition(): Condition {
    const any = this.#parts(() => this.#every(), 'または', 'or')
    return any.length === 1 ? any[0]! : { any }
  }
  #every(): Condition {
    const all = this.#parts(() => this.#comparison(), 'かつ', 'and')
    return all.length === 1 ? all[0]! : { all }
  }
  #parts(part: () => Condition, ...words: string[]): Condition[] {
    const parts = [part()]
    while (this.#take(...words)) parts.push(part())
    return parts
  }
  #comparison(): Condition {
    if (this.#take('(')) {
      const inner = this.#condition()
      this.#expect(')')
      return inner
    }
    const { fact, values = [], isSeveral } = this.#named()
    const sign = this.#take(...Object.keys(compared))
    if (!sign) throw this.#refusal()
    // Another answer: {終了日} > {開始日}.
    if (this.#now.kind === 'name' && !isSeveral)
      return { fact, is: compared[sign]!, value: { fact: this.#named().fact } }
    const minus = this.#take('-') ? -1 : 1
    const { kind, text } = this.#now
    if (kind !== 'number' && kind !== 'text') throw this.#refusal()
    this.#at++
    const value = kind === 'number' ? minus * Number(text) : (values.find(({ label }) => label === text)?.value ?? text)
    if (!isSeveral || (sign !== '=' && sign !== '!=')) return { fact, is: compared[sign]!, value }
    return { fact, is: sign === '=' ? 'contains' : 'lacks', value }
  }
}
