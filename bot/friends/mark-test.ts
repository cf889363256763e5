import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { friends } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

/**
 * Says of a friend that it is one of the staff's own phones, or that it is none; such a friend can be set back for a
 * rehearsal also among real people.
 * @throws not_found also for a friend of another account
 */
export async function markTest(
  scope: StaffScope,
  { friendId, isTest }: { friendId: string; isTest: boolean },
): Promise<void> {
  const isThisFriend = and(eq(friends.accountId, scope.account.id), eq(friends.id, friendId))
  const friend = await scope.db.orm.select({ isTest: friends.isTest }).from(friends).where(isThisFriend).get()
  if (!friend) throw notFound('The friend')
  if (friend.isTest === isTest) return
  const mark = build
    .update(friends)
    .set({ isTest })
    .where(and(isThisFriend, eq(friends.isTest, !isTest)))
  await writeDeed(scope, statement(mark), {
    action: 'friend.test_marked',
    subject: friendId,
    detail: { before: friend.isTest, after: isTest },
  })
}
