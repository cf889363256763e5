import type { FormDefinition, Question } from './contract.ts'
import { error, type DefinitionProblem } from './problem-contract.ts'

/** What has no answer that could be known, or one that only its person can give anew. */
export const neverKnown: ReadonlySet<Question['kind']> = new Set(['statement', 'consent', 'file', 'slot'])

/** An answer can be known only where its source gives such answers. */
export function prefillProblems({ questions, hidden = [] }: FormDefinition): DefinitionProblem[] {
  return questions.flatMap((question, at): DefinitionProblem[] => {
    const path = `questions.${at}.prefill`
    const from = question.prefill?.from
    if (!from) return []
    if (neverKnown.has(question.kind)) return [error(path, 'prefill_unfit')]
    if (from.kind === 'hidden' && hidden.every(({ key }) => key !== from.key))
      return [error(path, 'fact_unknown', from.key)]
    if (from.kind === 'profile' && !takesName(question)) return [error(path, 'prefill_unfit')]
    if (from.kind === 'today' && question.kind !== 'date') return [error(path, 'prefill_unfit')]
    return from.kind === 'contact' && !('contact' in question || question.kind === 'name')
      ? [error(path, 'prefill_unfit')]
      : []
  })
}

const takesName = (question: Question) => question.kind === 'name' || question.kind === 'short_text'
