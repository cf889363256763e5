import { isGuardFailure } from '../../db/guard.ts'
import { conflict, invalid } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { Texts } from './contract.ts'
import type { Draft } from './draft.ts'
import { finishSubmission } from './finish.ts'
import { missingQuestions } from './flow.ts'
import { ownSubmission } from './resume.ts'

const collisionsMax = 5

export interface Receipt {
  number: number
  thanks: Texts
}

/**
 * Finishes a person's own draft. A second tap, a second device or a lost answer gets the same receipt again.
 * @throws MusubiError invalid with `detail.missing`, conflict when it was cancelled, not_found
 */
export async function completeSubmission(scope: Scope, { id, uid }: { id: string; uid: string }): Promise<Receipt> {
  for (let collisions = 0; ; collisions++) {
    const draft = await ownSubmission(scope, { id, uid })
    if (draft.state === 'finished') return receiptOf(draft)
    if (draft.state === 'cancelled') throw conflict('This submission was cancelled', { reason: 'cancelled' })
    if (draft.formState !== 'open') throw conflict('This form does not take answers now', { reason: 'closed' })
    const missing = missingQuestions(draft.definition, draft.answers).map(({ key }) => key)
    if (missing.length > 0) throw invalid('Some questions still need an answer', { missing })
    try {
      const { answers, revision } = draft
      await scope.db.write(finishSubmission(scope, draft, { answers, revision, mouth: 'liff' }))
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
    }
  }
}

const receiptOf = (draft: Draft): Receipt => ({ number: draft.number ?? 0, thanks: draft.definition.thanks })
