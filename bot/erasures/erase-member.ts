import { and, count, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { customerContacts, customers, friends, identityLinks, linkConflicts } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import { eraseMemberRow } from '../customers/erase.ts'
import { isKnownTo } from '../customers/known-members.ts'
import { invalid, notFound } from '../errors.ts'
import { eraseMemberEvents } from '../events/erase.ts'
import { eraseSearches } from '../forms/export.ts'
import { demandCompany, type StaffScope } from '../http/staff-door.ts'
import { eraseMemberLinks } from '../identity-links/erase.ts'
import { memberKey } from '../identity-links/key.ts'
import { unlinkStatements } from '../identity-links/unlink.ts'
import { writeTie } from '../identity-links/staff-deeds.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { deedStatement } from '../staff/audit.ts'
import { grantIn } from '../staff/contract.ts'
import { grantsOf } from '../staff/grants.ts'
import { leaveLine } from './at-line.ts'
import type { ErasureReport } from './contract.ts'
import { countRows, type Counts } from './count.ts'
import { eraseTraces, withTraces } from './erase-friend.ts'
import { friendStatements, subjectsOf, type ErasedFriend } from './friend-statements.ts'
import { recordErasure } from './ledger.ts'
import { tidySearch } from './tidy-search.ts'
import { findTraces, type Traces } from './traces.ts'

type Tie = typeof identityLinks.$inferSelect
/** A friend who is linked to the member, in an account whose owner the staff is. */
interface Linked {
  scope: Scope
  friend: ErasedFriend
}

/**
 * What erasing a member would take, with the friends who are linked in the accounts that the member of staff owns.
 * @throws not_found, forbidden `every_account` as for erasing
 */
export async function previewMemberErasure(scope: StaffScope, customerId: string): Promise<{ counts: Counts }> {
  const member = await memberToErase(scope, customerId)
  await otherAccounts(scope, member.seq)
  const { linked } = await whoIsTied(scope, member.seq)
  return { counts: await countMember(scope, member.seq, linked) }
}

/**
 * Erases a member with the friends who are linked in the accounts that the member of staff owns. A friend of another
 * account stays, and is linked to nobody any more. A member who is, or was, known to other accounts is erased by an owner
 * of every account only.
 * @param confirmation the member number, however it is written
 * @throws not_found, invalid `confirmation`, forbidden `every_account`, conflict when something changed at the same moment
 */
export async function eraseMember(
  scope: StaffScope,
  { customerId, confirmation }: { customerId: string; confirmation: string },
): Promise<ErasureReport> {
  const member = await memberToErase(scope, customerId)
  if (memberKey(confirmation) !== memberKey(member.memberId))
    throw invalid('The member number was not repeated', { reason: 'confirmation' })
  const others = await otherAccounts(scope, member.seq)
  const { linked, elsewhere, ever } = await whoIsTied(scope, member.seq)
  const traces = await tracesOf(scope, member, { linked, ever })
  const told = await Promise.all(linked.map((one) => leaveLine(one.scope, one.friend)))
  const counts = withTraces(await countMember(scope, member.seq, linked), traces)
  const erased = await Promise.all(linked.map((one) => friendStatements(one.scope, one.friend)))
  const ledger = linked.map(({ scope: { account }, friend: { uid } }) =>
    // The audit entry is the account's in which the friend was.
    recordErasure({ ...scope, account }, { kind: 'friend', accountId: account.id, uid }, {}),
  )
  await writeTie(scope, [
    ...eraseTraces(traces),
    ...(await released(scope, elsewhere)),
    ...erased.flat(),
    ...eraseMemberLinks(member.seq),
    eraseMemberEvents(
      ever.map(({ seq }) => seq),
      member.memberId,
    ),
    ...eraseMemberRow(member.seq),
    // Somebody may have looked for the member in any account that knew them.
    ...[...new Set([scope.account.id, ...others])].map(eraseSearches),
    tidySearch(scope),
    ...(await recordErasure(scope, { kind: 'member', memberId: member.memberId }, counts, others)),
    ...(await Promise.all(ledger)).flat(),
  ])
  await scope.db.write(eraseTraces(await tracesOf(scope, member, { linked, ever })))
  return { counts, menu: told.some(({ menu }) => menu === 'failed') ? 'failed' : 'default' }
}

async function memberToErase(scope: StaffScope, customerId: string) {
  const member = await scope.db.orm
    .select({ seq: customers.seq, id: customers.id, memberId: sql<string>`${customers.memberId}` })
    .from(customers)
    .where(and(eq(customers.id, customerId), isNotNull(customers.memberId), isKnownTo(scope)))
    .get()
  if (!member) throw notFound('The member')
  return member
}

/**
 * The other accounts that know the member, or knew: what they lose is not for the owner of one account to decide.
 * @throws forbidden `every_account`
 */
async function otherAccounts(scope: StaffScope, customerSeq: number): Promise<string[]> {
  const [ties, claims] = await Promise.all(
    [identityLinks, linkConflicts].map((table) =>
      scope.db.orm
        .selectDistinct({ id: table.accountId })
        .from(table)
        .where(and(eq(table.customerSeq, customerSeq), ne(table.accountId, scope.account.id))),
    ),
  )
  const others = [...new Set([...(ties ?? []), ...(claims ?? [])].map(({ id }) => id))]
  if (others.length > 0) demandCompany(scope)
  return others
}

/** Who is linked where staff may erase, which ties hold elsewhere, and which friends ever were linked. */
async function whoIsTied(scope: StaffScope, customerSeq: number) {
  const [ties, grants] = await Promise.all([
    scope.db.orm
      .select({ tie: identityLinks, friend: { id: friends.id, customerSeq: friends.customerSeq } })
      .from(identityLinks)
      .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
      .where(eq(identityLinks.customerSeq, customerSeq)),
    grantsOf(scope, scope.actor.staffId),
  ])
  const holding = ties.filter(({ tie }) => tie.endedAt === null)
  const linked: Linked[] = []
  const elsewhere: { tie: Tie; friendId: string }[] = []
  for (const { tie, friend } of holding) {
    const account = await loadAccount(scope, tie.accountId)
    if (account && grantIn(grants, account.id)?.role === 'owner')
      linked.push({
        scope: scopeOf(scope, account, { kind: 'system' }),
        // The tie's former customer goes with the friend; the member goes by its own statements.
        friend: { ...friend, seq: tie.friendSeq, uid: tie.uid, customerSeq: tie.formerCustomerSeq },
      })
    else elsewhere.push({ tie, friendId: friend.id })
  }
  return { linked, elsewhere, ever: ties.map(({ tie }) => ({ seq: tie.friendSeq, uid: tie.uid })) }
}

async function countMember({ db }: StaffScope, customerSeq: number, linked: Linked[]): Promise<Counts> {
  const [contacts] = await db.orm
    .select({ count: count() })
    .from(customerContacts)
    .where(eq(customerContacts.customerSeq, customerSeq))
  const rows = await countRows(
    { db },
    linked.map(({ friend }) => friend.seq),
  )
  return { ...rows, customers: 1, ...(contacts?.count && { customer_contacts: contacts.count }) }
}

/** The member wherever its number stands, and the friends who go with it. */
async function tracesOf(
  scope: StaffScope,
  { id, memberId }: { id: string; memberId: string },
  { linked, ever }: { linked: Linked[]; ever: { uid: string }[] },
): Promise<Traces> {
  const ofMember = findTraces(scope, { accountId: null, uids: ever.map(({ uid }) => uid), memberId, subjects: [id] })
  const ofFriends = linked.map(async ({ scope: { account }, friend }) =>
    findTraces(scope, {
      accountId: account.id,
      uids: [friend.uid],
      memberId: null,
      subjects: await subjectsOf(scope, account.id, friend),
    }),
  )
  const all = await Promise.all([ofMember, ...ofFriends])
  return {
    eventIds: all.flatMap(({ eventIds }) => eventIds),
    jobIds: all.flatMap(({ jobIds }) => jobIds),
    auditIds: all.flatMap(({ auditIds }) => auditIds),
  }
}

/** The ties of accounts whose people are not this owner's to erase end; their audit logs and timelines tell it. */
async function released(scope: StaffScope, ties: { tie: Tie; friendId: string }[]): Promise<Statement[]> {
  const { staffId } = scope.actor
  const how = { endedBy: `staff:${staffId}`, deauthorised: 'no_token' as const }
  const ended = await Promise.all(
    ties.map(async ({ tie, friendId }) => {
      const account = await loadAccount(scope, tie.accountId)
      if (!account) return []
      return [
        ...unlinkStatements(scopeOf(scope, account, { kind: 'system' }), tie, how),
        // Without the number, which is nobody's any more.
        deedStatement(scope, { accountId: account.id, staffId, action: 'identity.unlinked', subject: friendId }),
      ]
    }),
  )
  return ended.flat()
}
