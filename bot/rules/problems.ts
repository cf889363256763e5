import * as v from 'valibot'
import { conditionProblems } from '../forms/condition-problems.ts'
import type { FormDefinition } from '../forms/contract.ts'
import { error, type DefinitionProblem } from '../forms/problem-contract.ts'
import { formRulesSchema, type FormRule } from './contract.ts'

/** Why rules cannot be published, at the field where it is: `rules.0.deeds.1.value`. */
export function ruleProblems(definition: FormDefinition, rules: FormRule[]): DefinitionProblem[] {
  const checked = v.safeParse(formRulesSchema, rules)
  const known = factsOf(definition)
  return [
    ...(checked.issues ?? []).map((issue): DefinitionProblem => {
      const path = ['rules', v.getDotPath(issue)].filter(Boolean).join('.')
      return error(path, issue.type === 'min_length' ? 'empty' : 'invalid')
    }),
    ...rules.flatMap(({ when, deeds }, at): DefinitionProblem[] => [
      ...conditionProblems(definition, when, `rules.${at}.when`, atEnd(definition)),
      ...deeds.flatMap((deed, place): DefinitionProblem[] => {
        const fact = deed.do === 'set_attribute' ? factNamed(deed.value) : null
        return fact === null || known.has(fact) ? [] : [error(`rules.${at}.deeds.${place}.value`, 'decider_unknown')]
      }),
    ]),
  ]
}

/** Rules follow when everything is known. */
const atEnd = ({ questions, calculations = [] }: FormDefinition) => ({
  ...{ questions: questions.length, calculations: calculations.length },
})

/** Everything that a rule may write down. */
function factsOf({ questions, hidden = [], calculations = [] }: FormDefinition): Set<string> {
  return new Set([
    ...questions.flatMap(({ key }) => [`answer.${key}`, `score.${key}`]),
    ...questions.flatMap((one) => (one.kind === 'order' ? one.options.map(({ key }) => `item.${one.key}.${key}`) : [])),
    ...hidden.map(({ key }) => `hidden.${key}`),
    ...calculations.map(({ key }) => `value.${key}`),
  ])
}

/** The fact that the value of an attribute is; null for a constant. A draft's value may not be whole yet. */
export function factNamed(value: Partial<Record<'from' | 'question' | 'key' | 'value', unknown>> | undefined) {
  if (value?.from === 'answer') return `answer.${String(value.question)}`
  if (value?.from === 'hidden') return `hidden.${String(value.key)}`
  return value?.from === 'calculation' ? `value.${String(value.key)}` : null
}
