import { isGuardFailure } from '../../db/guard.ts'
import { conflict, notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { cancelSubmission } from './cancel.ts'
import type { OpenedForm } from './contract.ts'
import { formByKey, openDraft } from './load.ts'
import { openForm } from './resume.ts'

/**
 * Gives up a change that was begun: what was sent stands as it was. Asked again, it answers the same.
 * @throws MusubiError not_found; conflict when the change was written to at the same moment
 */
export async function keepSubmission(scope: Scope, { key, uid }: { key: string; uid: string }): Promise<OpenedForm> {
  const form = await formByKey(scope, key)
  if (!form) throw notFound('This form')
  const draft = await openDraft(scope, { formId: form.id, uid })
  if (draft?.replaces) {
    try {
      await scope.db.write(cancelSubmission(scope, draft))
    } catch (error) {
      throw isGuardFailure(error) ? conflict('The change went on at the same moment', { reason: 'changed' }) : error
    }
  }
  return openForm(scope, { key, uid, again: false })
}
