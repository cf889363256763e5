import { and, eq, gt, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { talks } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { demandColleague } from '../staff/colleagues.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { Reading, TalkChange } from './contract.ts'
import { friendOf } from './friend.ts'
import { stillUnread, unseen, type Seen } from './seen.ts'

/**
 * Says who answers a talk, that it is done or open again, or until when it is put off; each is written with what it was before.
 * @throws not_found for a friend without a talk, conflict `unseen` when the person wrote something that was not on the
 *   screen of who says that it is done, `changed` when a colleague changed it at the same moment
 */
export async function changeTalk(
  scope: StaffScope,
  friendId: string,
  { seen = null, ...wanted }: TalkChange,
): Promise<void> {
  const { seq, state, assigneeId, snoozedUntil, revision } = await friendOf(scope, friendId)
  if (state === null || revision === null) throw notFound('The talk')
  const before = { state, assigneeId, snoozedUntil }
  const after = { ...before, ...wanted }
  // What is done waits for nothing.
  if (after.state === 'done') after.snoozedUntil = null
  if (after.state === state && after.assigneeId === assigneeId && after.snoozedUntil === snoozedUntil) return
  await demandColleague(scope, wanted.assigneeId ?? null)
  if (wanted.state === 'done') await demandSeen(scope, seq, seen)
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
  await writeDeed(scope, statement(change), {
    action: actionOf(before, after),
    subject: friendId,
    detail: { before, after },
  })
}

type Standing = Pick<typeof talks.$inferSelect, 'state' | 'snoozedUntil'>

function actionOf(before: Standing, after: Standing): string {
  if (after.state !== before.state) return after.state === 'done' ? 'talk.done' : 'talk.reopened'
  if (after.snoozedUntil === before.snoozedUntil) return 'talk.assigned'
  return after.snoozedUntil === null ? 'talk.resumed' : 'talk.snoozed'
}

/** What came since then raises the revision, on which the change is written. */
async function demandSeen({ db, account }: StaffScope, seq: number, seen: Seen): Promise<void> {
  const found = await db.orm
    .select({ newer: unseen(account.id, seq, seen) })
    .from(talks)
    .where(eq(talks.friendSeq, seq))
    .get()
  if (found && found.newer > 0) throw conflict('The person wrote something that was not seen', { reason: 'unseen' })
}

/**
 * Somebody of the staff has the person's messages before their eyes, up to the one that they name. Nobody's deed: it leaves
 * no audit entry.
 */
export async function markRead(scope: StaffScope, friendId: string, { seen }: Reading): Promise<void> {
  const { seq, unread } = await friendOf(scope, friendId)
  if (unread) await scope.db.write([setRead(scope, seq, seen)])
}

const setRead = ({ account, clock }: StaffScope, seq: number, seen: Seen): Statement => {
  const left = stillUnread(account.id, seq, seen)
  return statement(
    build
      .update(talks)
      .set({ unread: left, revision: sql`${talks.revision} + 1`, updatedAt: clock() })
      .where(and(eq(talks.friendSeq, seq), eq(talks.accountId, account.id), gt(talks.unread, left))),
  )
}
