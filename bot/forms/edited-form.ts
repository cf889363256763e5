import { and, eq } from 'drizzle-orm'
import { formDrafts, formVersions, forms } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { FormDraft, FormSettingsDraft } from './edit-contract.ts'

/** A form as it is published, and the draft that changes it. */
export interface EditedForm {
  id: string
  key: string
  state: 'open' | 'closed'
  /** 0: it was never published, and nobody but staff can see it. */
  version: number
  /** As long as it was never published: its draft. */
  published: FormDraft
  /** As it is looked up. */
  keyword: string | null
  draft: (typeof formDrafts)['$inferSelect'] | null
}

/**
 * What editing a form begins with.
 * @throws notFound when the account has no form of that key
 */
export async function editedForm({ db, account }: StaffScope, key: string): Promise<EditedForm> {
  const row = await db.orm
    .select({ form: forms, definition: formVersions.definition, draft: formDrafts })
    .from(forms)
    .leftJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .leftJoin(formDrafts, eq(formDrafts.formId, forms.id))
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
    .get()
  const definition = row?.definition ?? row?.draft?.draft.definition
  if (!row || !definition) throw notFound('The form')
  const { id, state, version, keyword, rules } = row.form
  const published = { definition, settings: settingsOf(row.form), rules }
  return {
    ...{ id, key, state, version, published, keyword },
    draft: row.draft && { ...row.draft, draft: wholeDraft(row.draft.draft, published) },
  }
}

const settingsOf = ({ keyword, keywordText, ...form }: typeof forms.$inferSelect): FormSettingsDraft => {
  const { opensAt, closesAt, capacity, repeat } = form
  const { confirmation, followUpAfter, followUpPush, waitingList, cancelUntil } = form
  return {
    ...{ keyword: keywordText ?? keyword, opensAt, closesAt, capacity, repeat },
    ...{ confirmation, followUpAfter, followUpPush, waitingList, cancelUntil },
  }
}

/** A draft that an older release kept has neither rules nor the settings that came with them: there the form's own hold. */
const wholeDraft = ({ definition, settings, rules }: FormDraft, published: FormDraft): FormDraft => ({
  definition,
  settings: { ...published.settings, ...settings },
  rules: (rules as FormDraft['rules'] | undefined) ?? published.rules,
})
