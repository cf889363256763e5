import type { Question } from '../forms/contract.ts'
import { filledPart } from '../forms/fill-texts.ts'
import { questionNow } from '../forms/flow.ts'
import type { Run, Setting } from './contract.ts'

/**
 * A question of a run as this person is asked it now: required where a condition says so, its texts filled. Always made from
 * the definition, so that nothing is filled twice.
 */
export function shownQuestion(run: Run, key: string, setting: Setting): Question | undefined {
  const question = questionNow(run.definition, key, run.answers, run)
  return question && shownPart(run, question, setting)
}

/** Any part of a run's definition with its texts as this person reads them. */
export const shownPart = <Part extends object>(run: Run, part: Part, { name = null }: Setting): Part =>
  filledPart(run.definition, part, { ...run, name })
