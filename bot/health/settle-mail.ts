import { and, eq, isNull, or } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { mails } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

/** Mails that staff of an account see: its own, and those that concern the whole workspace. */
export const ofAccountOrWorkspace = (accountId: string) => or(eq(mails.accountId, accountId), isNull(mails.accountId))

/**
 * Marks a mail that failed as looked at. What it said is gone with its failure, so it is never sent again.
 * @throws conflict when there is nothing to settle
 */
export async function settleMail(scope: StaffScope, id: string): Promise<void> {
  const own = and(ofAccountOrWorkspace(scope.account.id), eq(mails.id, id))
  const [found] = await scope.db.orm.select({ state: mails.state, settledAt: mails.settledAt }).from(mails).where(own)
  if (!found) throw notFound('The mail')
  if (found.state !== 'failed') throw conflict('There is nothing to settle', { reason: found.state })
  if (found.settledAt !== null) return
  const change = build
    .update(mails)
    .set({ settledAt: scope.clock() })
    .where(and(own, eq(mails.state, 'failed'), isNull(mails.settledAt)))
  await writeDeed(scope, statement(change), { action: 'mail.settled', subject: id })
}
