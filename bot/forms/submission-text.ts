import type { Scope } from '../scope.ts'
import type { FormDefinition, Texts } from './contract.ts'
import { filledPart } from './fill-texts.ts'
import { draftById } from './load.ts'

/**
 * A text of a form as the person of one submission reads it: with its answers, with what its link said, and with their name. The
 * submission is read only where the text has a variable.
 * @param id null: there is none, and only the name is known
 */
export async function submissionText(
  scope: Scope,
  { definition, texts, id, name }: { definition: FormDefinition; texts: Texts; id: string | null; name: string | null },
): Promise<Texts> {
  if (!JSON.stringify(texts).includes('{{')) return texts
  const sent = id === null ? null : await draftById(scope, id)
  return filledPart(definition, texts, { ...(sent ?? { answers: {} }), name })
}
