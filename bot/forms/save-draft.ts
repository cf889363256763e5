import { and, eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { formDrafts, forms } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { FormDraft } from './edit-contract.ts'
import { editedForm, type EditedForm } from './edited-form.ts'

/**
 * Keeps what somebody is writing, so that no browser is the only one that has it. Nothing that people see changes.
 * @param revision of the draft that it was written on; 0: there was none
 * @param version of the form that was read: a browser that was left open while others published must not bring the old text back
 * @throws conflict when somebody else has written meanwhile, or the form was published past this draft
 */
export async function saveDraft(
  scope: StaffScope,
  key: string,
  { draft, revision, version }: { draft: FormDraft; revision: number; version: number },
): Promise<{ revision: number; updatedAt: number }> {
  const form = await editedForm(scope, key)
  if (version !== form.version) throw changed()
  const updatedAt = scope.clock()
  const row = { draft, updatedBy: scope.actor.staffId, updatedAt, revision: revision + 1 }
  try {
    await scope.db.write([
      guard(sql`exists (select 1 from ${forms} where ${forms.id} = ${form.id} and ${forms.version} = ${version})`),
      must(revision === 0 ? inserted(scope, form, row) : updated(form, revision, row)),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw changed()
    throw error
  }
  return { revision: revision + 1, updatedAt }
}

type Row = Pick<typeof formDrafts.$inferInsert, 'draft' | 'updatedBy' | 'updatedAt' | 'revision'>

const inserted = ({ account }: StaffScope, { id, version }: EditedForm, row: Row): Statement =>
  statement(build.insert(formDrafts).values({ formId: id, accountId: account.id, basedOn: version, ...row }))

const updated = ({ id, version }: EditedForm, revision: number, row: Row): Statement =>
  statement(
    build
      .update(formDrafts)
      .set(row)
      .where(and(eq(formDrafts.formId, id), eq(formDrafts.revision, revision), eq(formDrafts.basedOn, version))),
  )

/**
 * Gives up what was not published.
 * @throws conflict for a form that is nothing but a draft: that one is removed
 */
export async function endDraft(scope: StaffScope, key: string, revision: number): Promise<void> {
  const { id, version } = await editedForm(scope, key)
  if (version === 0) throw conflict('The form was never published', { reason: 'never_published' })
  const gone = build.delete(formDrafts).where(and(eq(formDrafts.formId, id), eq(formDrafts.revision, revision)))
  await writeDeed(scope, statement(gone), { action: 'form.draft_ended', subject: id, detail: { key } })
}

export const changed = () => conflict('Somebody changed it at the same moment', { reason: 'changed' })
