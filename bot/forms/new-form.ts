import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { formDrafts, forms } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import type { FormDraft } from './edit-contract.ts'

/**
 * Begins a form: a draft without a version, which nobody but staff can see until it is published.
 * @throws conflict when the account has a form of that key
 */
export async function newForm(scope: StaffScope, { key, draft }: { key: string; draft: FormDraft }): Promise<void> {
  const { account, actor, clock } = scope
  await refuseTakenKey(scope, key)
  const [id, now] = [scope.ids(), clock()]
  const { opensAt, closesAt, capacity, repeat } = draft.settings
  const form = { id, accountId: account.id, key, keyword: null, state: 'closed' as const, version: 0 }
  const settings = { opensAt, closesAt, capacity, repeat }
  await writeTogether(scope, [
    statement(build.insert(forms).values({ ...form, ...settings, createdAt: now, updatedAt: now })),
    statement(
      build.insert(formDrafts).values({
        ...{ formId: id, accountId: account.id, draft, basedOn: 0, revision: 1 },
        ...{ updatedBy: actor.staffId, updatedAt: now },
      }),
    ),
    auditStatement(scope, 'form.begun', id, { key, after: { key, title: draft.definition.title.ja } }),
  ])
}

/** @throws conflict when the account has a form of that key: its address would lead to two */
export async function refuseTakenKey({ db, account }: StaffScope, key: string): Promise<void> {
  const found = await db.orm
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
    .get()
  if (found) throw conflict('Another form has this key', { reason: 'key_taken' })
}
