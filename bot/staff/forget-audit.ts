import { and, asc, count, eq, inArray, lte } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { auditEntries } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

type Reader = Pick<Scope, 'db'> & { account: { id: string } }

const old = (accountId: string, olderThan: number) =>
  and(eq(auditEntries.accountId, accountId), lte(auditEntries.at, olderThan))

/** How many entries of the account's audit log are older than a moment; milliseconds UTC. */
export async function countOldEntries({ db, account }: Reader, olderThan: number): Promise<number> {
  const [all] = await db.reports.select({ count: count() }).from(auditEntries).where(old(account.id, olderThan))
  return all?.count ?? 0
}

/** The statement that deletes some of those, the oldest first. What concerns every account stays. */
export function forgetEntries({ account }: Reader, olderThan: number, limit: number): Statement {
  const oldest = build
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(old(account.id, olderThan))
    .orderBy(asc(auditEntries.at), asc(auditEntries.id))
    .limit(limit)
  return statement(build.delete(auditEntries).where(inArray(auditEntries.id, oldest)))
}
