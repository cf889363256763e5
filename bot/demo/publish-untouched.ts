import { and, eq } from 'drizzle-orm'
import { auditEntries } from '../../db/schema/index.ts'
import { formByKey } from '../forms/load.ts'
import { publishForm } from '../forms/publish.ts'
import type { Scope } from '../scope.ts'

/** A form on which staff have laid a hand is theirs: a newer demo does not take it back. */
export async function publishUntouched(scope: Scope, form: Parameters<typeof publishForm>[1]): Promise<void> {
  const known = await formByKey(scope, form.key)
  const touched =
    known &&
    (await scope.db.orm
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .where(and(eq(auditEntries.subject, known.id), eq(auditEntries.accountId, scope.account.id)))
      .get())
  if (!touched) await publishForm(scope, form)
}
