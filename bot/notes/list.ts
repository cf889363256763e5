import { and, desc, eq, isNull } from 'drizzle-orm'
import { friends, notes, staff } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { shown } from '../staff/masking.ts'

/** More about one person nobody reads; the newest count. */
const shownMax = 200

/**
 * What staff wrote about a person, newest first. Whoever may not see personal data sees that there are notes, not what they say.
 * @throws not_found also for a friend of another account
 */
export async function listNotes(scope: StaffScope, friendId: string) {
  const { db, account } = scope
  const [friend] = await db.reports
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
  if (!friend) throw notFound('The friend')
  const { id, submissionId, body, createdAt, updatedAt } = notes
  const rows = await db.reports
    .select({ id, submissionId, body, createdAt, updatedAt, author: { id: notes.staffId, name: staff.name } })
    .from(notes)
    .leftJoin(staff, eq(staff.id, notes.staffId))
    .where(and(belongsTo(notes.accountId, account.id), eq(notes.friendSeq, friend.seq), isNull(notes.removedAt)))
    .orderBy(desc(notes.createdAt), desc(notes.id))
    .limit(shownMax)
  return rows.map((row) => ({ ...row, body: shown(scope, row.body) }))
}
