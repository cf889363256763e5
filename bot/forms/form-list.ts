import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import { formDrafts, formVersions, forms, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { hasSlots } from '../slots/has-slots.ts'
import type { FormDefinition } from './contract.ts'
import { finishedByForm } from './count-finished.ts'
import { openingOf } from './opening.ts'
import { titleApart } from './title-apart.ts'

/** All forms of the account with their titles, whether they take answers now, and how many submissions each has: by state, and finished ones that wait for a review. */
export async function listForms(scope: StaffScope) {
  const { db, account, clock } = scope
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
      waitingList: forms.waitingList,
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
  const ids = rows.map(({ id }) => id)
  const [finished, others, waiting] = await Promise.all([
    finishedByForm(scope),
    db.reports
      .select({ formId: submissions.formId, state: submissions.state, count: count() })
      .from(submissions)
      .where(and(inArray(submissions.formId, ids), inArray(submissions.state, ['draft', 'cancelled'])))
      .groupBy(submissions.formId, submissions.state),
    db.reports
      .select({ formId: submissions.formId, count: count() })
      .from(submissions)
      .where(
        and(
          eq(submissions.accountId, account.id),
          sql`${submissions.state} = 'finished'`,
          eq(submissions.review, 'new'),
        ),
      )
      .groupBy(submissions.formId),
  ])
  // Few, and with an index of their own; a condition on form or account would lead SQLite past it.
  const queued = await db.reports
    .select({ formId: submissions.formId, count: count() })
    .from(submissions)
    .where(
      and(
        belongsTo(submissions.accountId, account.id),
        sql`${submissions.place} = 'waiting' and ${submissions.state} = 'finished'`,
      ),
    )
    .groupBy(submissions.formId)
  return rows.flatMap(({ id, definition: published, draft, ...form }) => {
    const definition = published ?? draft?.definition
    if (!definition) return []
    const inQueue = queued.find((row) => row.formId === id)?.count ?? 0
    const of = (state: string) => others.find((row) => row.formId === id && row.state === state)?.count ?? 0
    const counts = {
      finished: finished.find(({ formId }) => formId === id)?.count ?? 0,
      waiting: waiting.find(({ formId }) => formId === id)?.count ?? 0,
      draft: of('draft'),
      cancelled: of('cancelled'),
    }
    return {
      ...form,
      opening: openingOf(form, counts.finished - inQueue, clock()),
      title: definition.title,
      questions: columnsOf(definition),
      hasSlots: hasSlots(definition),
      /** How many wait for a place of the form. */
      inQueue,
      counts,
    }
  })
}

/** What can stand in a column of a table of submissions. */
const columnsOf = (definition: FormDefinition) =>
  definition.questions.flatMap(({ key, kind }) =>
    kind === 'statement' ? [] : [{ key, title: titleApart(definition, key), kind }],
  )
