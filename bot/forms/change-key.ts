import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { forms } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { editedForm } from './edited-form.ts'
import { refuseTakenKey } from './new-form.ts'

/**
 * Gives a form another key, and so another address.
 * @throws conflict once it is published: links to it are out there
 */
export async function changeKey(scope: StaffScope, key: string, { key: after }: { key: string }): Promise<void> {
  const { id, version } = await editedForm(scope, key)
  if (version > 0) throw conflict('The form is published under its key', { reason: 'published' })
  if (after === key) return
  await refuseTakenKey(scope, after)
  const change = build
    .update(forms)
    .set({ key: after, updatedAt: scope.clock() })
    .where(and(eq(forms.id, id), eq(forms.accountId, scope.account.id), eq(forms.version, 0)))
  const detail = { before: { key }, after: { key: after } }
  await writeDeed(scope, statement(change), { action: 'form.key_changed', subject: id, detail })
}
