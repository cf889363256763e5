import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { talks } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { demandColleague } from '../staff/colleagues.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { TalkChange } from './contract.ts'
import { friendOf } from './friend.ts'

/**
 * Says who answers a talk, or that it is done or open again; each is written with what it was before.
 * @throws not_found for a friend without a talk, conflict when a colleague changed it at the same moment
 */
export async function changeTalk(scope: StaffScope, friendId: string, wanted: TalkChange): Promise<void> {
  const { seq, state, assigneeId, revision } = await friendOf(scope, friendId)
  if (state === null || revision === null) throw notFound('The talk')
  const before = { state, assigneeId }
  const after = { ...before, ...wanted }
  if (after.state === state && after.assigneeId === assigneeId) return
  await demandColleague(scope, wanted.assigneeId ?? null)
  const change = build
    .update(talks)
    .set({
      ...after,
      // What is done has been looked at.
      ...(after.state === 'done' ? { unread: 0 } : {}),
      revision: revision + 1,
      updatedAt: scope.clock(),
    })
    .where(and(eq(talks.friendSeq, seq), eq(talks.accountId, scope.account.id), eq(talks.revision, revision)))
  const action = after.state !== state ? `talk.${after.state === 'done' ? 'done' : 'reopened'}` : 'talk.assigned'
  await writeDeed(scope, statement(change), { action, subject: friendId, detail: { before, after } })
}

/** Somebody of the staff has the person's messages before their eyes. Nobody's deed: it leaves no audit entry. */
export async function markRead(scope: StaffScope, friendId: string): Promise<void> {
  const { seq, unread } = await friendOf(scope, friendId)
  if (unread) await scope.db.write([setRead(scope, seq)])
}

const setRead = (scope: StaffScope, seq: number): Statement =>
  statement(
    build
      .update(talks)
      .set({ unread: 0, revision: sql`${talks.revision} + 1`, updatedAt: scope.clock() })
      .where(and(eq(talks.friendSeq, seq), eq(talks.accountId, scope.account.id))),
  )
