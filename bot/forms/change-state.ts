import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { forms } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { editedForm } from './edited-form.ts'

/**
 * Closes a form by hand, or opens it again; its times and capacity hold beside that.
 * @throws conflict for a form that was never published: publishing opens it
 */
export async function changeState(
  scope: StaffScope,
  key: string,
  { state }: { state: 'open' | 'closed' },
): Promise<void> {
  const { id, version, state: before } = await editedForm(scope, key)
  if (version === 0) throw conflict('The form was never published', { reason: 'never_published' })
  if (state === before) return
  const change = build
    .update(forms)
    .set({ state, updatedAt: scope.clock() })
    .where(and(eq(forms.id, id), eq(forms.accountId, scope.account.id), eq(forms.state, before)))
  const detail = { key, before: { state: before }, after: { state } }
  await writeDeed(scope, statement(change), { action: 'form.state_changed', subject: id, detail })
}
