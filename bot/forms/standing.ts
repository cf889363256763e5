import type { FormDefinition } from './contract.ts'
import { isBranched } from './page-door.ts'

/** So many drafts of a version stand at a question; empty: at the end; null: nobody kept where. */
export interface Standing {
  version: number
  reached: string | null
  count: number
}

/**
 * Questions that are not asked of everybody: those with a condition, their own or their page's, those that a jump leads past, and
 * all of a form that asks only so many at a time.
 */
export function branchedKeys(definition: FormDefinition): string[] {
  const { questions, askedMax } = definition
  const passed = new Set<string>()
  for (const [at, question] of questions.entries()) {
    const { key, jumps = [] } = question
    if (isBranched(definition, question) || askedMax !== undefined) passed.add(key)
    for (const { to } of jumps) {
      const target = to === 'end' ? questions.length : questions.findIndex((one) => one.key === to)
      for (const between of questions.slice(at + 1, Math.max(at + 1, target))) passed.add(between.key)
    }
  }
  return [...passed]
}

/**
 * What is known of drafts from where they stand alone: how many there are, where they stopped, and what they have passed
 * that everybody is asked, in every version.
 */
export function passedBefore(standing: Standing[], definitions: Map<number, FormDefinition>) {
  const branched = new Set([...definitions.values()].flatMap(branchedKeys))
  const counts: { question: string; fact: string; count: number }[] = []
  for (const { version, reached, count } of standing) {
    counts.push({ question: '', fact: 'answered', count })
    if (reached === null) continue
    counts.push({ question: reached, fact: 'stopped', count })
    const questions = definitions.get(version)?.questions ?? []
    const at = reached === '' ? questions.length : questions.findIndex(({ key }) => key === reached)
    for (const { key } of questions.slice(0, Math.max(0, at)))
      if (!branched.has(key)) counts.push({ question: key, fact: 'answered', count })
  }
  return counts
}
