import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../../db/database.ts'
import { guard } from '../../../db/guard.ts'
import { formPictures } from '../../../db/schema/index.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import type { Scope } from '../../scope.ts'
import { formsNaming } from './named.ts'

/**
 * The statements that take a form's pictures away with it. Those that another form shows, because it was copied from this
 * one, become that form's. Bytes go by a job, which leaves those that still have a row.
 */
export async function removePictures(
  scope: Pick<Scope, 'db' | 'ids' | 'clock'> & { account: { id: string } },
  formId: string,
): Promise<Statement[]> {
  const ofForm = and(eq(formPictures.accountId, scope.account.id), eq(formPictures.formId, formId))
  const rows = await scope.db.orm.select({ id: formPictures.id }).from(formPictures).where(ofForm)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const another = sql`(select form_id from (${formsNaming(scope.account.id)}) where form_id <> ${formId} limit 1)`
  return [
    // One that was added meanwhile would leave its bytes behind.
    guard(sql`(select count(*) from ${formPictures} where ${ofForm}) = ${ids.length}`),
    statement(
      build
        .update(formPictures)
        .set({ formId: another })
        .where(and(ofForm, sql`exists ${another}`)),
    ),
    statement(build.delete(formPictures).where(ofForm)),
    enqueue(scope, { kind: 'uploads.remove-bytes', key: `${scope.account.id} ${formId}`, payload: { ids } }),
  ]
}
