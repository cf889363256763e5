import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

/**
 * Calls an account otherwise: in the dashboard, in the mini-app and in the words that people agree to. LINE's own name stays.
 * @param before the name that was read
 */
export async function renameAccount(
  scope: StaffScope,
  { name, before }: { name: string; before: string },
): Promise<void> {
  if (name === before) return
  const change = build
    .update(accounts)
    .set({ name, updatedAt: scope.clock() })
    .where(and(eq(accounts.id, scope.account.id), eq(accounts.name, before)))
  await writeDeed(scope, statement(change), {
    ...{ action: 'account.renamed', subject: scope.account.id },
    detail: { before: { name: before }, after: { name } },
  })
  scope.accountCache.delete(scope.account.id)
}
