import { and, eq } from 'drizzle-orm'
import { friends, identityLinks, jobs } from '../../db/schema/index.ts'
import { unlinkMenu } from '../channels/line/rich-menus.ts'
import { jobKinds } from '../jobs/kinds.ts'
import type { Scope } from '../scope.ts'
import type { ErasedFriend } from './friend-statements.ts'

/** What LINE was told before somebody's rows went. */
export interface ToldLine {
  /** The rich menu: `default` already or by this call; `failed`: LINE did not take it, so the person may see the members' one. */
  menu: 'default' | 'failed'
}

/**
 * Brings what stands at LINE back while the rows still say what that is: the rich menu of the friend's own, and the
 * deauthorisation that a tie which ended still waits for. Afterwards nobody could.
 */
export async function leaveLine(scope: Scope, { seq, uid }: ErasedFriend): Promise<ToldLine> {
  await tellWaiting(scope, seq)
  const friend = await scope.db.orm
    .select({ key: friends.menuKey, shown: friends.menuShown, reason: friends.menuReason })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.seq, seq)))
    .get()
  if (!friend || (friend.key === null && friend.shown === null && friend.reason === null)) return { menu: 'default' }
  const { kind, status } = await unlinkMenu(scope, uid)
  return { menu: kind === 'accepted' || status === 404 ? 'default' : 'failed' }
}

/** The jobs that would tell LINE later do it now; what LINE does not take has no second chance. */
async function tellWaiting(scope: Scope, friendSeq: number): Promise<void> {
  const kind = 'identity-links.tell-line'
  const waiting = await scope.db.orm
    .select({ payload: jobs.payload })
    .from(jobs)
    .innerJoin(identityLinks, eq(identityLinks.id, jobs.key))
    .where(and(eq(jobs.kind, kind), eq(jobs.state, 'open'), eq(identityLinks.friendSeq, friendSeq)))
  for (const { payload } of waiting) await jobKinds[kind]?.(scope, payload)
}
