import { and, eq, gt, ne, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { staff, submissionLooks, submissions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** A page that has a submission open says so every few seconds; who has been silent for so long has closed it. */
const looksMs = 20_000

/**
 * Notes that the actor has a submission open: one row for each member of staff, however long they look.
 * @throws not_found also for a submission of another account
 */
export async function noteLook({ db, account, actor, clock }: StaffScope, submissionId: string): Promise<void> {
  const known = await db.orm
    .select({ one: sql`1` })
    .from(submissions)
    .where(and(eq(submissions.accountId, account.id), eq(submissions.id, submissionId)))
    .get()
  if (!known) throw notFound('The submission')
  const look = { submissionId, at: clock() }
  await db.write([
    statement(
      build
        .insert(submissionLooks)
        .values({ accountId: account.id, staffId: actor.staffId, ...look })
        .onConflictDoUpdate({ target: [submissionLooks.accountId, submissionLooks.staffId], set: look }),
    ),
  ])
}

/** Which colleagues have which submission open now. */
export const looksNow = ({ db, account, actor, clock }: StaffScope) =>
  db.reports
    .select({ submissionId: submissionLooks.submissionId, staffId: staff.id, name: staff.name })
    .from(submissionLooks)
    .innerJoin(staff, eq(staff.id, submissionLooks.staffId))
    .where(
      and(
        eq(submissionLooks.accountId, account.id),
        ne(submissionLooks.staffId, actor.staffId),
        gt(submissionLooks.at, clock() - looksMs),
      ),
    )
