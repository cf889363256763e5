import { inLanguage, type Answers, type Begun, type FormDefinition, type Language, type Texts } from './contract.ts'
import { calculateAll } from './fact-at.ts'
import { countingAnswers } from './flow.ts'
import { grouped } from './kinds/grouped.ts'

/** A number that its person reads, too: 合計金額, 12,800円. */
export interface ShownNumber {
  title: Texts
  text: Texts
}

/** The calculations that a form shows to whoever answers it; those that are unknown are left out. */
export function shownNumbers(definition: FormDefinition, answers: Answers, begun: Begun = {}): ShownNumber[] {
  const shown = definition.calculations?.filter((one) => one.shown) ?? []
  if (shown.length === 0) return []
  const numbers = calculateAll(definition, countingAnswers(definition, answers, begun), begun)
  return shown.flatMap(({ key, title, unit }): ShownNumber[] => {
    const number = numbers[key]
    if (number === null || number === undefined) return []
    const figure = grouped(number)
    const text = unit ? { ja: `${figure}${unit.ja}`, en: `${figure} ${unit.en ?? unit.ja}` } : { ja: figure }
    return [{ title, text }]
  })
}

/** お支払い合計：12,800円, on a line of its own. */
export const sumText = ({ title, text }: ShownNumber, language: Language): string =>
  [title, text].map((one) => inLanguage(one, language)).join(language === 'ja' ? '：' : ': ')
