import { and, eq, gte, lt, max, min, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answerCounts, formVersions, forms, submissions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { countAllCancelled, countAllFinished, dayBegins, dayInJapan } from './count-answers.ts'

/** The job that counts all forms of an account: the migration that brought the counts asks for it. */
export async function recountForms(scope: Scope): Promise<JobResult> {
  const all = await scope.db.orm.select({ key: forms.key }).from(forms).where(eq(forms.accountId, scope.account.id))
  for (const { key } of all) await recountForm(scope, key)
  return 'done'
}

/** A batch is so many days: short enough for the webhook to wait, long enough for a year to be done soon. */
const daysAtOnce = 7

/**
 * Counts the answers of a form anew from the answers themselves, a week in one batch each: after rows were written past
 * the verbs, as a benchmark or a restored backup does. Submissions may come in meanwhile.
 */
export async function recountForm(scope: Pick<Scope, 'db' | 'account'>, key: string): Promise<void> {
  const { db, account } = scope
  const versions = await db.reports
    .select({ id: forms.id, version: formVersions.version, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, eq(formVersions.formId, forms.id))
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
  const [first] = versions
  if (!first) throw notFound('The form')
  const days = await daysOf(scope, first.id)
  if (!days) return
  for (let day = days.first; day <= days.last; day += daysAtOnce) {
    const end = day + daysAtOnce
    const forget = build
      .delete(answerCounts)
      .where(and(eq(answerCounts.formId, first.id), gte(answerCounts.day, day), lt(answerCounts.day, end)))
    const within = (moment: 'finished_at' | 'started_at') =>
      sql`s.form_id = ${first.id} and ${sql.raw(`s.${moment}`)} >= ${dayBegins(day)} and ${sql.raw(`s.${moment}`)} < ${dayBegins(end)}`
    const statements: Statement[] = versions.map(({ version, definition }) =>
      countAllFinished(sql`${within('finished_at')} and s.version = ${version} and s.state = 'finished'`, definition),
    )
    await db.write([
      statement(forget),
      ...statements,
      countAllCancelled(sql`${within('started_at')} and s.state = 'cancelled'`),
    ])
  }
}

async function daysOf({ db }: Pick<Scope, 'db'>, formId: string) {
  const [bounds] = await db.reports
    .select({ first: min(submissions.startedAt), last: max(submissions.updatedAt) })
    .from(submissions)
    .where(eq(submissions.formId, formId))
  if (bounds?.first == null || bounds.last === null) return null
  return { first: dayInJapan(bounds.first), last: dayInJapan(bounds.last) }
}
