import { and, eq, isNull } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { friends, identityLinks, linkConflicts } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Scope } from '../scope.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { linkStatements } from './link.ts'
import { tiesOf } from './tie.ts'
import { unlinkStatements } from './unlink.ts'

/**
 * Ends a friend's tie for staff. LINE cannot be told, because that takes the person's own token.
 * @throws not_found also for a friend without a tie, conflict when it ended at the same moment
 */
export async function unlinkByStaff(scope: StaffScope, friendId: string): Promise<void> {
  const found = await scope.db.orm
    .select({ tie: identityLinks })
    .from(identityLinks)
    .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.id, friendId), isNull(identityLinks.endedAt)))
    .get()
  if (!found) throw notFound('The tie')
  const whole = await wholeScope(scope)
  await writeTie(scope, [
    ...unlinkStatements(whole, found.tie, endedBy(scope)),
    auditStatement(scope, 'identity.unlinked', friendId, { memberId: found.tie.memberId }),
  ])
}

/**
 * Decides who has a member that two people claim. `kept` leaves it with the holder; `moved` ends the holder's tie and
 * makes the claimant's, both or neither.
 * @throws not_found, conflict when it was decided before, or when the claimant is tied to another member by now
 */
export async function decideConflict(
  scope: StaffScope,
  { id, decision }: { id: string; decision: 'kept' | 'moved' },
): Promise<void> {
  const claim = await scope.db.orm
    .select()
    .from(linkConflicts)
    .where(and(eq(linkConflicts.accountId, scope.account.id), eq(linkConflicts.id, id)))
    .get()
  if (!claim) throw notFound('The conflict')
  const decided = build
    .update(linkConflicts)
    .set({ state: decision, decidedAt: scope.clock(), decidedBy: scope.actor.staffId })
    .where(and(eq(linkConflicts.id, id), eq(linkConflicts.state, 'open')))
  await writeTie(scope, [
    must(statement(decided)),
    ...(decision === 'moved' ? await moved(scope, claim) : []),
    auditStatement(scope, `identity.conflict_${decision}`, id, { memberId: claim.memberId }),
  ])
}

async function moved(scope: StaffScope, claim: typeof linkConflicts.$inferSelect): Promise<Statement[]> {
  const whole = await wholeScope(scope)
  const { ofFriend, ofMember } = await tiesOf(scope, claim)
  if (ofFriend) throw conflict('The claimant is tied to a member by now', { reason: 'already_linked' })
  const { uid, memberId, method } = claim
  return [
    ...(ofMember ? unlinkStatements(whole, ofMember, endedBy(scope)) : []),
    ...linkStatements(whole, { uid, memberId, method, proof: 'id_token' }),
  ]
}

const endedBy = ({ actor }: StaffScope) => ({
  endedBy: `staff:${actor.staffId}`,
  deauthorised: 'no_token' as const,
})

/** Writes what changes a tie, and has the menu that follows from it switched at once. */
export async function writeTie(scope: StaffScope, statements: Statement[]): Promise<void> {
  await writeTogether(scope, statements)
  scope.kick()
}

/** Ties are made in the whole account, as they are for people. */
export async function wholeScope(scope: StaffScope): Promise<Scope> {
  const account = await loadAccount(scope, scope.account.id)
  if (!account) throw notFound('The account')
  return { ...scope, account }
}
