import type { FormDefinition } from './contract.ts'

/** So many drafts of a version stand at a question; empty: at the end; null: nobody kept where. */
export interface Standing {
  version: number
  reached: string | null
  count: number
}

/** Questions that are not asked of everybody. */
export const branchedKeys = ({ questions }: FormDefinition): string[] =>
  questions.flatMap(({ key, showWhen }) => (showWhen === undefined ? [] : [key]))

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
