import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { accounts, formVersions, forms, staff } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { editedForm } from './edited-form.ts'

/** Everything that the editor of a form shows: what is published, what is being changed and by whom, and all versions. */
export async function readEdit(scope: StaffScope, key: string) {
  const { id, version, published, draft, state } = await editedForm(scope, key)
  const versions = await scope.db.reports
    .select({
      version: formVersions.version,
      publishedAt: formVersions.publishedAt,
      publishedBy: formVersions.publishedBy,
    })
    .from(formVersions)
    .where(eq(formVersions.formId, id))
    .orderBy(desc(formVersions.version))
    .limit(200)
  const names = await namesOf(scope, [draft?.updatedBy, ...versions.map(({ publishedBy }) => publishedBy)])
  return {
    key,
    version,
    state,
    published,
    draft: draft && {
      ...draft.draft,
      basedOn: draft.basedOn,
      revision: draft.revision,
      updatedAt: draft.updatedAt,
      updatedBy: names.get(draft.updatedBy) ?? null,
      isOwn: draft.updatedBy === scope.actor.staffId,
    },
    versions: versions.map(({ publishedBy, ...one }) => ({
      ...one,
      publishedBy: publishedBy === null ? null : (names.get(publishedBy) ?? null),
    })),
    /** The words that begin other forms, folded. */
    takenKeywords: await keywordsBeside(scope, id),
    /** Every key that a question ever had: old answers stand under it, so no other question gets it. */
    usedKeys: await usedKeys(scope, id),
    /** The same of what stands in questions and beside them: `cup.options.tea`, `calculations.total`. */
    usedParts: await usedParts(scope, id),
    /** Where people open it in the mini-app; null while the account has none. */
    link: await linkOf(scope, key),
    /** As the preview shows it. */
    accountName: scope.account.name,
  }
}

/** One version as it was published. */
export async function readVersion(scope: StaffScope, key: string, version: number) {
  const { id } = await editedForm(scope, key)
  if (!Number.isSafeInteger(version)) throw notFound('The version')
  const row = await scope.db.orm
    .select({ definition: formVersions.definition })
    .from(formVersions)
    .where(and(eq(formVersions.formId, id), eq(formVersions.version, version)))
    .get()
  if (!row) throw notFound('The version')
  return { version, definition: row.definition }
}

async function namesOf({ db }: StaffScope, ids: (string | null | undefined)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => typeof id === 'string'))]
  if (known.length === 0) return new Map()
  const rows = await db.orm.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, known))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function keywordsBeside({ db, account }: StaffScope, formId: string): Promise<string[]> {
  const rows = await db.orm
    .select({ keyword: forms.keyword })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), ne(forms.id, formId), isNotNull(forms.keyword)))
  return rows.flatMap(({ keyword }) => (keyword === null ? [] : [keyword]))
}

async function linkOf({ db, account, settings }: StaffScope, key: string): Promise<string | null> {
  const row = await db.orm.select({ liffId: accounts.liffId }).from(accounts).where(eq(accounts.id, account.id)).get()
  return row?.liffId ? `${settings.LINE_LIFF_URL}/${row.liffId}/forms/${key}` : null
}

async function usedKeys({ db }: StaffScope, formId: string): Promise<string[]> {
  const rows = await db.reports
    .selectDistinct({ key: sql<string>`json_extract(question.value, '$.key')` })
    .from(sql`${formVersions}, json_each(${formVersions.definition}, '$.questions') question`)
    .where(eq(formVersions.formId, formId))
  return rows.map(({ key }) => key)
}

async function usedParts({ db }: StaffScope, formId: string): Promise<string[]> {
  const listed = sql<string>`json_extract(question.value, '$.key') || '.' || list.value || '.' || json_extract(part.value, '$.key')`
  const calculated = sql<string>`'calculations.' || json_extract(part.value, '$.key')`
  const [options, calculations] = await Promise.all([
    db.reports
      .selectDistinct({ part: listed })
      .from(
        sql`${formVersions}, json_each(${formVersions.definition}, '$.questions') question,
          json_each('["options","rows","columns"]') list, json_each(question.value, '$.' || list.value) part`,
      )
      .where(eq(formVersions.formId, formId)),
    db.reports
      .selectDistinct({ part: calculated })
      .from(sql`${formVersions}, json_each(${formVersions.definition}, '$.calculations') part`)
      .where(eq(formVersions.formId, formId)),
  ])
  return [...options, ...calculations].map(({ part }) => part)
}
