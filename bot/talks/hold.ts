import { and, eq, sql } from 'drizzle-orm'
import { build, statement, template, type Statement } from '../../db/database.ts'
import { conversations, submissions, talks } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import { friendSeqOf } from '../friends/learn.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Scope } from '../scope.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { friendOf } from './friend.ts'
import { isHeld } from './held.ts'

const endHeld = template<{ accountId: string; uid: string; now: number }>(
  build
    .update(talks)
    .set({
      heldAt: null,
      heldBy: null,
      revision: sql`${talks.revision} + 1`,
      updatedAt: sql`${sql.placeholder('now')}`,
    })
    .where(sql`${talks.friendSeq} = ${friendSeqOf} and ${talks.accountId} = ${sql.placeholder('accountId')}`),
)

/** The person went on with the survey by one of its buttons: the bot has the word again. */
export const endHold = (scope: Scope, uid: string): Statement =>
  endHeld({ accountId: scope.account.id, uid, now: scope.clock() })

/** Whether a survey waits for an answer of the friend in the chat. */
export async function isAsking({ db }: Pick<StaffScope, 'db'>, friendSeq: number): Promise<boolean> {
  const asking = await db.orm
    .select({ id: submissions.id })
    .from(conversations)
    .innerJoin(submissions, eq(submissions.id, conversations.submissionId))
    .where(
      and(eq(conversations.friendSeq, friendSeq), eq(conversations.state, 'asking'), eq(submissions.state, 'draft')),
    )
    .get()
  return asking !== undefined
}

/**
 * Staff take over: the running survey waits, and what the person writes comes to staff.
 * @throws conflict `no_survey` when none runs, because then everything comes to staff anyway
 */
export async function holdTalk(scope: StaffScope, friendId: string): Promise<void> {
  const friend = await friendOf(scope, friendId)
  if (isHeld(friend.heldAt, scope.clock())) return
  if (!(await isAsking(scope, friend.seq))) throw conflict('No survey runs in the chat', { reason: 'no_survey' })
  await writeDeed(scope, hold(scope, friend.seq), { action: 'talk.held', subject: friendId })
}

/** The statement by which staff have the word from now on; a talk that has no message yet begins with it. */
export function hold(scope: StaffScope, friendSeq: number): Statement {
  const now = scope.clock()
  const { staffId: heldBy } = scope.actor
  const talk = { friendSeq, accountId: scope.account.id, state: 'open' as const, unread: 0, lastAt: now, revision: 1 }
  return statement(
    build
      .insert(talks)
      .values({ ...talk, heldAt: now, heldBy, updatedAt: now })
      .onConflictDoUpdate({
        target: talks.friendSeq,
        set: { heldAt: now, heldBy, revision: sql`${talks.revision} + 1`, updatedAt: now },
      }),
  )
}
