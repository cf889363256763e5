import { and, inArray, sql, type SQL } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { formVersions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { uncountAllCancelled, uncountAllFinished } from './count-answers.ts'

/**
 * The statements that take submissions out of the summaries of their forms, to stand before those that delete them in the
 * same batch. They ask for the states themselves, because somebody may send or change one meanwhile; undone, as a guard
 * failure, when a form was begun in the meantime whose definition was not read. What is neither finished nor given up was
 * never counted.
 * @param which a condition on `submissions s`, the one by which they are deleted
 */
export async function uncountSubmissions({ db }: Pick<Scope, 'db'>, which: SQL): Promise<Statement[]> {
  const begun = await db.orm
    .select({ formId: sql<string>`s.form_id`, version: sql<number>`s.version` })
    .from(sql`submissions s`)
    .where(which)
    .groupBy(sql`s.form_id`, sql`s.version`)
  if (begun.length === 0) return [nothingElse(which, [])]
  const definitions = await db.orm
    .select({ formId: formVersions.formId, version: formVersions.version, definition: formVersions.definition })
    .from(formVersions)
    .where(
      and(
        inArray(
          formVersions.formId,
          begun.map(({ formId }) => formId),
        ),
        inArray(
          formVersions.version,
          begun.map(({ version }) => version),
        ),
      ),
    )
  return [
    nothingElse(which, definitions),
    ...definitions.map(({ formId, version, definition }) =>
      uncountAllFinished(
        sql`${which} and +s.form_id = ${formId} and s.version = ${version} and s.state = 'finished'`,
        definition,
      ),
    ),
    uncountAllCancelled(sql`${which} and s.state = 'cancelled'`),
  ]
}

const nothingElse = (which: SQL, read: { formId: string; version: number }[]): Statement => {
  const known = JSON.stringify(read.map(({ formId, version }) => `${formId} ${version}`))
  return guard(sql`not exists (select 1 from submissions s
    where ${which} and s.form_id || ' ' || s.version not in (select value from json_each(${known})))`)
}
