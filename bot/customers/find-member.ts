import { inArray, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { customers } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { MemberLogin } from '../identity-links/contract.ts'
import { memberKeys } from '../identity-links/key.ts'
import { membersByContact } from './contacts.ts'
import { normaliseContact } from './normalise.ts'

export interface Member {
  seq: number
  /** As it is stored. */
  memberId: string
}

/** What `memberKey` leaves of a stored number. An index stands on exactly this expression. */
export const storedKey: SQL = sql`upper(replace(replace(replace(replace(replace(${customers.memberId}, '-', ''), ' ', ''), '.', ''), '_', ''), '/', ''))`

/**
 * The one member whom a person means by what they typed; null when there is none, and also when it could be several.
 * Contacts that people gave themselves when they registered prove nothing, so nobody is found by them.
 */
export async function findMember(
  deps: Deps,
  by: MemberLogin['key'],
  typed: string,
  today: string,
): Promise<Member | null> {
  if (by === 'member_id') return findByMemberId(deps, typed)
  const contact = normaliseContact(by, typed, today)
  return only(await membersByContact(deps, by, contact?.normalised ?? ''))
}

async function findByMemberId(deps: Deps, typed: string): Promise<Member | null> {
  const keys = memberKeys(typed)
  const found = await deps.db.orm
    .select({ seq: customers.seq, memberId: sql<string>`${customers.memberId}`, key: sql<string>`${storedKey}` })
    .from(customers)
    .where(inArray(storedKey, keys))
  return only(found.filter(({ key }) => key === keys[0])) ?? only(found)
}

const only = ([first, ...more]: Member[]): Member | null =>
  first && more.length === 0 ? { seq: first.seq, memberId: first.memberId } : null

/** Known members by their keys, for an import: what it finds may be gone when it writes, so its batch has to notice. */
export async function membersByKeys(deps: Deps, keys: string[]): Promise<Map<string, Member>> {
  const rows = await deps.db.reports
    .select({ seq: customers.seq, memberId: sql<string>`${customers.memberId}`, key: sql<string>`${storedKey}` })
    .from(customers)
    .where(sql`${storedKey} in (select value from json_each(${JSON.stringify(keys)}))`)
  return new Map(rows.map(({ key, ...member }) => [key, member]))
}

/** The rows of many new members; undone, as a guard failure, when one of the numbers is taken by then. */
export function addMembers(deps: Deps, members: { memberId: string }[]): Statement {
  const rows = JSON.stringify(members.map(({ memberId }) => [deps.ids(), memberId]))
  return statement(
    build
      .insert(customers)
      .select(sql`select null, value->>0, value->>1, '{}', ${deps.clock()} from json_each(${rows})`),
  )
}
