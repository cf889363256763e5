import { and, eq, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { Greeting } from './connection-contract.ts'

/** What is said to whoever follows; null while nobody has written anything. */
export async function readGreeting({ db, account }: StaffScope): Promise<Greeting | null> {
  const row = await db.orm
    .select({ texts: accounts.greeting, off: accounts.greetingOff })
    .from(accounts)
    .where(eq(accounts.id, account.id))
    .get()
  return row?.texts ? { texts: row.texts, on: !row.off } : null
}

/**
 * Sets the greeting. It is said with the next follow; other processes notice within half a minute (`load.ts`).
 * @param before what was read
 * @throws conflict when somebody has changed it since
 */
export async function changeGreeting(
  scope: StaffScope,
  { greeting, before }: { greeting: Greeting; before: Greeting | null },
): Promise<void> {
  if (JSON.stringify(greeting) === JSON.stringify(before)) return
  const textBefore = before && JSON.stringify(before.texts)
  const change = build
    .update(accounts)
    .set({ greeting: greeting.texts as { ja: string }, greetingOff: !greeting.on, updatedAt: scope.clock() })
    .where(
      and(
        eq(accounts.id, scope.account.id),
        sql`${accounts.greeting} is ${textBefore}`,
        before ? eq(accounts.greetingOff, !before.on) : undefined,
      ),
    )
  await writeDeed(scope, statement(change), {
    ...{ action: 'greeting.changed', subject: scope.account.id },
    detail: { before, after: greeting },
  })
  scope.accountCache.delete(scope.account.id)
}
