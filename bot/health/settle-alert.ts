import { and, eq, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { alerts } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { Settlement } from './staff-contract.ts'

/** Marks an alert as looked at; it opens anew when the same happens again. */
export async function settleAlert(scope: StaffScope, { kind, subject }: Settlement): Promise<void> {
  const open = and(
    eq(alerts.accountId, scope.account.id),
    eq(alerts.kind, kind),
    eq(alerts.subject, subject),
    isNull(alerts.settledAt),
  )
  const [found] = await scope.db.orm.select({ count: alerts.count }).from(alerts).where(open)
  if (!found) throw notFound('The alert')
  const change = build.update(alerts).set({ settledAt: scope.clock() }).where(open)
  await writeDeed(scope, statement(change), { action: 'alert.settled', subject: `${kind} ${subject}` })
}
