import { and, asc, count, eq, sql } from 'drizzle-orm'
import { formDrafts, formVersions, forms, submissions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { FormDefinition } from './contract.ts'
import { openingOf } from './opening.ts'

/** All forms of the account with their titles, whether they take answers now, and how many submissions each has: by state, and finished ones that wait for a review. */
export async function listForms({ db, account, clock }: StaffScope) {
  const rows = await db.reports
    .select({
      id: forms.id,
      key: forms.key,
      state: forms.state,
      keyword: forms.keyword,
      keywordText: forms.keywordText,
      opensAt: forms.opensAt,
      closesAt: forms.closesAt,
      capacity: forms.capacity,
      repeat: forms.repeat,
      version: forms.version,
      definition: formVersions.definition,
      draft: formDrafts.draft,
    })
    .from(forms)
    .leftJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .leftJoin(formDrafts, and(eq(formDrafts.formId, forms.id), eq(forms.version, 0)))
    .where(eq(forms.accountId, account.id))
    .orderBy(asc(forms.createdAt), asc(forms.id))
  const counted = await db.reports
    .select({
      formId: submissions.formId,
      state: submissions.state,
      count: count(),
      waiting: sql<number>`sum(${submissions.state} = 'finished' and ${submissions.review} = 'new')`,
    })
    .from(submissions)
    .where(eq(submissions.accountId, account.id))
    .groupBy(submissions.formId, submissions.state)
  return rows.flatMap(({ id, definition: published, draft, ...form }) => {
    const definition = published ?? draft?.definition
    if (!definition) return []
    const of = (state: string) => counted.find((row) => row.formId === id && row.state === state)
    const counts = {
      finished: of('finished')?.count ?? 0,
      waiting: of('finished')?.waiting ?? 0,
      draft: of('draft')?.count ?? 0,
      cancelled: of('cancelled')?.count ?? 0,
    }
    return {
      ...form,
      opening: openingOf(form, counts.finished, clock()),
      title: definition.title,
      questions: columnsOf(definition),
      counts,
    }
  })
}

/** What can stand in a column of a table of submissions. */
const columnsOf = ({ questions }: FormDefinition) =>
  questions.flatMap(({ key, title, kind }) => (kind === 'statement' ? [] : [{ key, title }]))
