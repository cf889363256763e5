import { and, eq, sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { formDrafts, forms } from '../../db/schema/index.ts'
import { conflict, invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { keywordProblem } from './definition-problems.ts'
import { editedForm } from './edited-form.ts'
import { isTaken } from './publish-draft.ts'
import { fold } from './meant/fold.ts'

/**
 * Says which word begins a form in the chat; null: none. It holds at once, in every version.
 * @param before the word that was read, as it is stored
 * @throws invalid for a word that cannot begin anything, conflict when another form has it or somebody changed it meanwhile
 */
export async function changeKeyword(
  scope: StaffScope,
  key: string,
  { keyword, before }: { keyword: string | null; before: string | null },
): Promise<{ keyword: string | null }> {
  const { id, published, keyword: current } = await editedForm(scope, key)
  const reason = keyword === null ? undefined : keywordProblem(keyword)
  if (reason) throw invalid('This word cannot begin a form', { fields: ['keyword'], reason })
  const after = keyword === null ? null : fold(keyword)
  if (await isTaken(scope, id, after)) throw conflict('Another form has this keyword', { reason: 'keyword_taken' })
  if (published.settings.keyword === keyword && current === before) return { keyword: after }
  const change = build
    .update(forms)
    .set({ keyword: after, keywordText: keyword, updatedAt: scope.clock() })
    .where(and(eq(forms.id, id), eq(forms.accountId, scope.account.id), sql`${forms.keyword} is ${before}`))
  // Publishing what somebody is writing must not bring the former word back, nor saving it from a browser that has not read it.
  const inDraft = build
    .update(formDrafts)
    .set({
      draft: sql`json_set(${formDrafts.draft}, '$.settings.keyword', ${keyword})`,
      revision: sql`${formDrafts.revision} + 1`,
    })
    .where(and(eq(formDrafts.formId, id), eq(formDrafts.accountId, scope.account.id)))
  await writeTogether(scope, [
    must(statement(change)),
    statement(inDraft),
    auditStatement(scope, 'form.keyword_changed', id, {
      ...{ key, before: { keyword: published.settings.keyword }, after: { keyword } },
    }),
  ])
  return { keyword: after }
}
