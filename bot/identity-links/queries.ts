import { and, count, desc, eq, gte, isNull, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { customers, friends, identityLinks, linkAttempts, linkConflicts } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { cursorText } from '../http/cursor.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import type { ConflictList, LinkSteps } from './staff-contract.ts'

const dayMs = 24 * 60 * 60_000
const japanAheadMs = 9 * 60 * 60_000

/** Every tie that a friend has or had, newest first: with whom, how it was proven, when and by whom it ended. */
export async function listLinks(scope: StaffScope, friendId: string) {
  const { db, account } = scope
  const [friend] = await db.reports
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
  if (!friend) throw notFound('The friend')
  const { id, memberId, method, proof, linkedAt, endedAt, endedBy, deauthorised } = identityLinks
  const rows = await db.reports
    .select({ id, memberId, method, proof, linkedAt, endedAt, endedBy, deauthorised })
    .from(identityLinks)
    .where(and(belongsTo(identityLinks.accountId, account.id), eq(identityLinks.friendSeq, friend.seq)))
    .orderBy(desc(linkedAt), desc(id))
  return rows.map((row) => ({ ...row, memberId: shown(scope, row.memberId) }))
}

/**
 * A page of conflicts, newest first: who claims which member, and who has it; for an open one that is whoever is tied to
 * the member now (null: nobody), for a decided one whoever was when it was claimed.
 */
export async function listConflicts(scope: StaffScope, { state, friend, member, cursor, limit }: ConflictList) {
  const { db, account } = scope
  const claimant = alias(friends, 'claimant')
  const holder = alias(friends, 'holder')
  const open = eq(linkConflicts.state, 'open')
  const found = await db.reports
    .select({
      id: linkConflicts.id,
      memberId: linkConflicts.memberId,
      method: linkConflicts.method,
      state: linkConflicts.state,
      createdAt: linkConflicts.createdAt,
      decidedAt: linkConflicts.decidedAt,
      claimant: { id: claimant.id, displayName: claimant.displayName, pictureUrl: claimant.pictureUrl },
      holder: { id: holder.id, displayName: holder.displayName, pictureUrl: holder.pictureUrl },
    })
    .from(linkConflicts)
    .innerJoin(claimant, eq(claimant.seq, linkConflicts.friendSeq))
    .leftJoin(
      identityLinks,
      and(
        eq(identityLinks.accountId, linkConflicts.accountId),
        eq(identityLinks.customerSeq, linkConflicts.customerSeq),
        isNull(identityLinks.endedAt),
      ),
    )
    .leftJoin(
      holder,
      sql`${holder.seq} = case when ${open} then ${identityLinks.friendSeq} else ${linkConflicts.heldByFriendSeq} end`,
    )
    .where(
      and(
        eq(linkConflicts.accountId, account.id),
        friend ? or(eq(claimant.id, friend), eq(holder.id, friend)) : undefined,
        member
          ? sql`${linkConflicts.customerSeq} = (select ${customers.seq} from ${customers} where ${customers.id} = ${member})`
          : undefined,
        state === 'open' ? open : state && ne(linkConflicts.state, 'open'),
        cursor && sql`(${linkConflicts.createdAt}, ${linkConflicts.id}) < (${cursor.at}, ${cursor.key})`,
      ),
    )
    .orderBy(desc(linkConflicts.createdAt), desc(linkConflicts.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const [waiting] = await db.reports
    .select({ count: count() })
    .from(linkConflicts)
    .where(and(eq(linkConflicts.accountId, account.id), open))
  return {
    rows: rows.map((row) => ({
      ...row,
      memberId: shown(scope, row.memberId),
      claimant: namesFor(scope, row.claimant),
      holder: row.holder && namesFor(scope, row.holder),
    })),
    open: waiting?.count ?? 0,
    next: found.length > limit && last ? cursorText({ at: last.createdAt, key: last.id }) : null,
  }
}

/** How far people came through the member login, by the day on which they opened it; days without anybody are left out. */
export async function countSteps({ db, account, clock }: StaffScope, { days }: { days: number }): Promise<LinkSteps[]> {
  const today = Math.floor((clock() + japanAheadMs) / dayMs)
  const since = (today - days + 1) * dayMs - japanAheadMs
  const day = sql<string>`date((${linkAttempts.openedAt} + ${sql.raw(String(japanAheadMs))}) / 1000, 'unixepoch')`
  const some = (reached: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${reached}), 0)`
  return db.reports
    .select({
      day,
      opened: count(),
      claimed: some(sql`${linkAttempts.claimedAt} is not null`),
      proven: some(sql`${linkAttempts.provenAt} is not null`),
      linked: some(sql`${linkAttempts.linkedAt} is not null`),
      conflicts: some(sql`${linkAttempts.state} = 'conflict'`),
    })
    .from(linkAttempts)
    .where(and(eq(linkAttempts.accountId, account.id), gte(linkAttempts.openedAt, since)))
    .groupBy(day)
    .orderBy(desc(day))
}
