import type { FormDefinition, Option } from './contract.ts'
import type { AskedQuestion } from './charts.ts'
import { staysMasked } from './personal.ts'
import { titleApart } from './title-apart.ts'

/**
 * Every question that a form has or had, matched by key: those of the present version in their order, then those that
 * only earlier ones had. Options that are gone keep their last label.
 * @param definitions of all versions, the present one first
 */
export function askedEver(definitions: FormDefinition[]): AskedQuestion[] {
  const asked = new Map<string, AskedQuestion>()
  for (const [age, definition] of definitions.entries())
    for (const question of definition.questions) {
      const known = asked.get(question.key)
      if (!known)
        asked.set(question.key, {
          question: { ...question, title: titleApart(definition, question.key) },
          old: age > 0,
          personal: staysMasked(question),
          goneOptions: [],
          earlier: [],
        })
      else {
        known.earlier.push(question)
        known.personal ||= staysMasked(question)
        known.goneOptions.push(...newIn(optionsOf(question), [...optionsOf(known.question), ...known.goneOptions]))
      }
    }
  return [...asked.values()]
}

const optionsOf = (question: object): Option[] => ('options' in question ? (question.options as Option[]) : [])

const newIn = (options: Option[], known: Option[]) =>
  options.filter(({ key }) => !known.some((option) => option.key === key))
