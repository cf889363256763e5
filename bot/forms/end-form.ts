import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { editedForm } from './edited-form.ts'
import { removeForm } from './remove-form.ts'

/**
 * Removes a form that nobody has begun to answer. One with answers stays: it is closed instead.
 * @throws conflict when somebody has
 */
export async function endForm(scope: StaffScope, key: string): Promise<void> {
  const { id, published } = await editedForm(scope, key)
  const detail = { key, before: { key, title: published.definition.title.ja } }
  await writeTogether(scope, [...(await removeForm(scope, id)), auditStatement(scope, 'form.removed', id, detail)])
}
