import { and, asc, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { mails } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

const keptMs = 30 * 24 * 60 * 60_000
const deletedMax = 500

/** Removes mails that were written a month ago, a few at a time; failed ones stay until staff have seen them. */
export async function forgetOldMails(deps: Deps): Promise<void> {
  // The oldest of all, by the order of their ids: no index is needed to find that there are none to remove.
  const oldest = build
    .select({ id: mails.id })
    .from(mails)
    .where(sql`${mails.state} = 'accepted' or ${mails.settledAt} is not null`)
    .orderBy(asc(mails.id))
    .limit(deletedMax)
  const old = and(inArray(mails.id, oldest), lte(mails.createdAt, deps.clock() - keptMs))
  await deps.db.write([statement(build.delete(mails).where(old))])
}
