import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { answerCounts, exports, formDrafts, forms, formVersions, submissions } from '../../db/schema/index.ts'
import { removePictures } from './pictures/remove.ts'
import { removeSlots } from '../slots/erase.ts'

/** The statements that remove a form which nobody has filled in; somebody who begins meanwhile undoes the batch. */
export const removeForm = async (scope: Parameters<typeof removePictures>[0], formId: string): Promise<Statement[]> => [
  guard(sql`not exists (select 1 from ${submissions} where ${submissions.formId} = ${formId})`),
  ...(await removePictures(scope, formId)),
  statement(build.delete(formDrafts).where(eq(formDrafts.formId, formId))),
  removeSlots(scope.account.id, formId),
  statement(build.delete(exports).where(eq(exports.formId, formId))),
  statement(build.delete(answerCounts).where(eq(answerCounts.formId, formId))),
  statement(build.delete(formVersions).where(eq(formVersions.formId, formId))),
  statement(build.delete(forms).where(and(eq(forms.accountId, scope.account.id), eq(forms.id, formId)))),
]
