import type { FormDefinition } from '../../../bot/forms/contract.ts'
import type { FormulaName } from '../../../bot/forms/formula-text.ts'
import { titleApart } from '../../../bot/forms/title-apart.ts'
import { say } from '../language.ts'
import { factsBefore } from './condition-facts.ts'

/** Longer titles are cut: a formula is read in one line. Who types one may type it whole. */
const nameMax = 24

/**
 * What a formula can name, in words: questions and their points, and the calculations before it. No two have one name.
 * @param before the calculation that is written
 */
export function formulaNames(definition: FormDefinition, before: string): (FormulaName & { isNumber: boolean })[] {
  const { calculations = [] } = definition
  const at = calculations.findIndex(({ key }) => key === before)
  const earlier = { ...definition, calculations: at < 0 ? calculations : calculations.slice(0, at) }
  const offers = factsBefore(earlier, null).filter(({ type }) => type !== 'given')
  const scored = offers.filter(({ fact }) => fact.startsWith('score.'))
  const used = new Map<string, number>()
  return offers.map(({ fact, type, values }) => {
    const whole = nameOf(earlier, fact, Infinity)
    const base = nameOf(earlier, fact, nameMax)
    const times = (used.get(base) ?? 0) + 1
    used.set(base, times)
    const name = times === 1 ? base : `${base}(${times})`
    const isNumber = type === 'number' || scored.some((one) => one.fact === fact)
    return { name, ...(whole !== base && { whole }), fact, values, isNumber, isSeveral: type === 'several' }
  })
}

/** Questions that are called the same have the title of their page before them: 2頭目：コース. */
function nameOf(definition: FormDefinition, fact: string, lengthMax: number): string {
  const { questions, calculations = [], hidden = [] } = definition
  const [kind = '', key = '', item] = fact.split('.')
  const beside = { value: calculations, hidden }[kind]?.find((one) => one.key === key)
  const words = say(beside?.title ?? titleApart(definition, key))
    .replace(/[{}\s]+/g, ' ')
    .trim()
  const letters = [...words]
  const short = letters.length > lengthMax ? `${letters.slice(0, lengthMax - 1).join('')}…` : words || key
  const asked = questions.find((one) => one.key === key)
  if (asked?.kind === 'order' && kind !== 'answer') {
    const label = asked.options.find((one) => one.key === item)?.label
    if (!label) return say({ ja: `${short} の合計金額`, en: `yen of ${short}` })
    return say({ ja: `${short} の ${label.ja}`, en: `${label.en ?? label.ja} of ${short}` }).replace(/[{}]+/g, ' ')
  }
  if (kind === 'age') return say({ ja: `${short} の年齢`, en: `age by ${short}` })
  if (kind === 'first') return say({ ja: `${short} の1位`, en: `first of ${short}` })
  return kind === 'score' ? say({ ja: `${short} の点数`, en: `points of ${short}` }) : short
}
