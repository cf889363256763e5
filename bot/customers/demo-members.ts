import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import {
  customerContacts,
  customers,
  friends,
  identityLinks,
  linkConflicts,
  memberCredentials,
} from '../../db/schema/index.ts'
import { eraseAttributesOfMember } from '../attributes/erase.ts'
import { demoMembersRemoved } from '../accounts/deeds.ts'
import { isConnected } from '../accounts/connected.ts'
import type { Deps } from '../deps.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { forgetClaims, releaseMembers } from '../identity-links/release.ts'
import { auditStatement } from '../staff/audit.ts'
import { shown } from '../staff/masking.ts'
import { eraseTagsOfMember } from '../tags/erase.ts'
import { forgetMemberNames } from './search-index.ts'

/** The demo's members, in the order of their numbers. Everybody may know their PIN, so none of them may become a real one. */
export const demoMemberIds = Array.from({ length: 20 }, (_, at) => `M${String(at + 1).padStart(4, '0')}`)

const racesMax = 3
const isDemoMember = sql`${customers.memberId} in ${listOf(demoMemberIds)} and ${customers.attributes}->>'demo' = 1`

/** Says of the demo's members, in the batch that adds them, where they come from. */
export const markDemoMembers = (): Statement =>
  statement(
    build
      .update(customers)
      .set({ attributes: sql`'{"demo":true}'` })
      .where(sql`${customers.memberId} in ${listOf(demoMemberIds)}`),
  )

/**
 * Makes the company's own what the company's file names: a member of the demo with such a number loses the demo's PIN and
 * contacts, whoever was tied to it by that PIN is not any more, and it is no member of the demo from then on. To be done
 * before the file is compared with what is known.
 * @param keys `memberKey` of every member in the file
 * @param by `staff:<id>` or `command`
 */
export async function takeOverDemoMembers(deps: Deps, keys: string[], by: string): Promise<void> {
  const named = new Set(keys)
  for (let races = 0; ; races++) {
    const seqs = (await demoMembers(deps)).filter(({ memberId }) => named.has(memberId)).map(({ seq }) => seq)
    if (seqs.length === 0) return
    const members = listOf(seqs)
    try {
      await deps.db.write([
        ...(await releaseMembers(deps, seqs, by)),
        ...forgetClaims(deps, members, by),
        withoutSecret(members),
        withoutContacts(members),
        ...withoutLabels(seqs),
        forgetMemberNames(seqs),
        statement(
          build
            .update(customers)
            .set({ attributes: {} })
            .where(sql`${customers.seq} in ${members}`),
        ),
      ])
      return deps.kick()
    } catch (error) {
      if (!isGuardFailure(error) || races >= racesMax) throw error
    }
  }
}

/**
 * What staff have to know of the demo's members once real people can come; null when there is nothing to know.
 * `tied` are those whom somebody is tied to in this account; a tie of another account is told without its friend.
 */
export async function demoNotice(scope: StaffScope) {
  if (!(await isConnected(scope))) return null
  const members = await demoMembers(scope)
  if (members.length === 0) return null
  const tied = (await tiesOfDemo(scope)).map(({ memberId, friend }) => ({
    memberId: shown(scope, memberId),
    friend: friend && { id: friend.id, displayName: scope.actor.seesPersonal ? friend.displayName : null },
  }))
  return { count: members.length, tied }
}

/**
 * Removes the demo's members for an owner: nobody can log in as one of them any more, and who is not tied is deleted. Who
 * is tied stays, without a PIN, until staff undo the tie.
 * @returns the numbers of those who went, and of those who stay
 * @throws conflict when somebody was tied at the same moment
 */
export async function removeDemoMembers(scope: StaffScope): Promise<{ removed: string[]; kept: string[] }> {
  const [members, ties] = await Promise.all([demoMembers(scope), tiesOfDemo(scope)])
  if (members.length === 0) return { removed: [], kept: [] }
  const tied = new Set(ties.map(({ memberId }) => memberId))
  const all = listOf(members.map(({ seq }) => seq))
  const free = members.filter(({ memberId }) => !tied.has(memberId))
  const gone = listOf(free.map(({ seq }) => seq))
  const told = { removed: free.map(({ memberId }) => memberId), kept: [...tied] }
  try {
    await scope.db.write([
      guard(
        sql`not exists (select 1 from ${identityLinks}
          where ${identityLinks.customerSeq} in ${gone} and ${identityLinks.endedAt} is null)`,
      ),
      ...forgetClaims(scope, gone, scope.actor.staffId),
      withoutSecret(all),
      withoutContacts(gone),
      ...withoutLabels(free.map(({ seq }) => seq)),
      forgetMemberNames(free.map(({ seq }) => seq)),
      ...withoutMembers(gone),
      auditStatement(scope, demoMembersRemoved, scope.account.id, told),
    ])
    return told
  } catch (error) {
    if (isGuardFailure(error)) throw conflict('Somebody was tied at the same moment', { reason: 'changed' })
    throw error
  }
}

/** The members of the demo that are still there. */
export const demoMembers = ({ db }: Pick<Deps, 'db'>) =>
  db.orm
    .select({ seq: customers.seq, memberId: sql<string>`${customers.memberId}` })
    .from(customers)
    .where(isDemoMember)
    .orderBy(customers.memberId)

const tiesOfDemo = ({ db, account }: StaffScope) =>
  db.orm
    .select({
      memberId: identityLinks.memberId,
      friend: { id: friends.id, displayName: friends.displayName },
    })
    .from(identityLinks)
    .innerJoin(customers, eq(customers.seq, identityLinks.customerSeq))
    .leftJoin(friends, and(eq(friends.seq, identityLinks.friendSeq), eq(friends.accountId, account.id)))
    .where(and(isNull(identityLinks.endedAt), isDemoMember))
    .orderBy(identityLinks.memberId)

const withoutSecret = (members: SQL): Statement =>
  statement(build.delete(memberCredentials).where(sql`${memberCredentials.customerSeq} in ${members}`))

const withoutContacts = (members: SQL): Statement =>
  statement(build.delete(customerContacts).where(sql`${customerContacts.customerSeq} in ${members}`))

/** What staff tried out on them: tags, and what they noted down as known. */
const withoutLabels = (seqs: number[]): Statement[] =>
  seqs.flatMap((seq) => [eraseTagsOfMember(seq), eraseAttributesOfMember(seq)])

/** Whom a history names stays as a row that is no member; of the others nothing stays. */
const withoutMembers = (members: SQL): Statement[] => [
  statement(
    build
      .update(customers)
      .set({ memberId: null, attributes: {} })
      .where(sql`${customers.seq} in ${members}`),
  ),
  statement(
    build.delete(customers).where(
      sql`${customers.seq} in ${members}
        and ${customers.seq} not in (select ${identityLinks.customerSeq} from ${identityLinks})
        and ${customers.seq} not in (select ${linkConflicts.customerSeq} from ${linkConflicts})
        and ${customers.seq} not in (select ${friends.customerSeq} from ${friends})`,
    ),
  ),
]

/** A list for `in`, as one parameter. */
function listOf(values: (string | number)[]): SQL {
  return sql`(select value from json_each(${JSON.stringify(values)}))`
}
