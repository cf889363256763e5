import { and, count, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { customers, friends, identityLinks, linkConflicts } from '../../db/schema/index.ts'
import { memberNameOf } from '../friends/list-rows.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { membersMeant } from './find-people.ts'
import { isKnownTo, isLinkedHere } from './known-members.ts'
import { countOf, exactly, pageOfHits } from './people-page.ts'
import type { CustomerList } from './staff-contract.ts'

/**
 * One page of members, the newest first, each with the friend of this account who is linked to it. Members belong to the
 * workspace, so every account has the same; friends are the account's own.
 */
export async function listCustomers(scope: StaffScope, list: CustomerList) {
  const { limit } = list
  const { found, total } = await (list.q ? amongHits : amongAll)(scope, list)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await memberRows(scope, page),
    total,
    next: found.length > limit && last ? cursorText({ at: last, key: '' }) : null,
  }
}

const amongHits = (scope: StaffScope, list: CustomerList) =>
  pageOfHits(scope, list, membersMeant(scope, list.q ?? ''), chosen(scope, list))

async function amongAll(scope: StaffScope, list: CustomerList) {
  const { cursor, limit } = list
  const [found, total] = await Promise.all([
    scope.db.reports
      .select({ seq: sql<number>`seq` })
      .from(sql`(${chosen(scope, list)})`)
      .where(cursor && sql`seq < ${cursor.at}`)
      .orderBy(sql`seq desc`)
      .limit(limit + 1),
    cursor ? null : countMembers(scope, list),
  ])
  return { found: found.map(({ seq }) => seq), total }
}

/** The members who fit, as `customers.seq`; whom a search means is `hit`. */
function chosen(scope: StaffScope, { q, friend, conflict }: CustomerList): SQL {
  const { account } = scope
  const isHere = and(eq(identityLinks.accountId, account.id), isNull(identityLinks.endedAt))
  const others = and(
    q ? sql`${customers.seq} in (select seq from hit)` : undefined,
    conflict &&
      sql`${customers.seq} in (select ${linkConflicts.customerSeq} from ${linkConflicts}
        where ${linkConflicts.accountId} = ${account.id} and ${linkConflicts.state} = 'open')`,
  )
  // Those who are linked stand in an index of their own, the newest member first.
  if (friend === 'with' && !others)
    return sql`select ${identityLinks.customerSeq} as seq from ${identityLinks} where ${isHere}`
  const tied = isLinkedHere(scope)
  return sql`select ${customers.seq} as seq from ${customers} where ${and(
    isNotNull(customers.memberId),
    isKnownTo(scope),
    others,
    friend && (friend === 'with' ? tied : sql`not ${tied}`),
  )}`
}

async function countMembers(scope: StaffScope, list: CustomerList) {
  const { db, account } = scope
  if (scope.actor.everywhere && !list.conflict) {
    const [all] = await db.reports.select({ count: count() }).from(customers).where(isNotNull(customers.memberId))
    const [linked] = await db.reports
      .select({ count: count() })
      .from(identityLinks)
      .where(and(eq(identityLinks.accountId, account.id), isNull(identityLinks.endedAt)))
    const [members, tied] = [all?.count ?? 0, linked?.count ?? 0]
    return exactly(list.friend === 'with' ? tied : list.friend === 'without' ? members - tied : members)
  }
  return countOf(scope, chosen(scope, list))
}

/** What a list shows of members, in the order of `seqs`. */
export async function memberRows(scope: StaffScope, seqs: number[]) {
  if (seqs.length === 0) return []
  const rows = await scope.db.reports
    .select({
      seq: customers.seq,
      id: customers.id,
      memberId: sql<string>`${customers.memberId}`,
      name: memberNameOf,
      createdAt: customers.createdAt,
      friend: {
        id: friends.id,
        uid: friends.uid,
        displayName: friends.displayName,
        pictureUrl: friends.pictureUrl,
        friendship: friends.friendship,
      },
    })
    .from(customers)
    .leftJoin(
      identityLinks,
      and(
        eq(identityLinks.accountId, scope.account.id),
        eq(identityLinks.customerSeq, customers.seq),
        isNull(identityLinks.endedAt),
      ),
    )
    .leftJoin(friends, eq(friends.seq, identityLinks.friendSeq))
    .where(and(isNotNull(customers.memberId), isKnownTo(scope), inArray(customers.seq, seqs)))
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq)
    if (!row) return []
    const { seq: _inside, memberId, name, friend, ...member } = row
    return [
      {
        ...member,
        memberId: shown(scope, memberId),
        name: shown(scope, name),
        friend: friend && namesFor(scope, friend),
      },
    ]
  })
}
