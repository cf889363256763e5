import { invalid } from '../errors.ts'
import { questionByKey } from '../forms/flow.ts'
import { ownSubmission } from '../forms/resume.ts'
import type { Scope } from '../scope.ts'
import type { SlotOffer } from './contract.ts'
import { slotOffers } from './offers.ts'

/**
 * What a person can choose for a question of their own draft.
 * @throws MusubiError not_found; invalid when the question has no slots
 */
export async function ownOffers(
  scope: Scope,
  { id, uid, questionKey }: { id: string; uid: string; questionKey: string },
): Promise<SlotOffer[]> {
  const draft = await ownSubmission(scope, { id, uid })
  if (questionByKey(draft.definition, questionKey)?.kind !== 'slot') throw invalid('The question has no slots')
  return slotOffers(scope, { formId: draft.formId, questionKey, draft })
}
