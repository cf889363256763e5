import { and, count, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { customers, friends, friendshipChanges, identityLinks, submissions } from '../../db/schema/index.ts'
import { countedMax, friendsMeant } from '../customers/find-people.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import type { FriendList } from './staff-contract.ts'

const dayMs = 24 * 60 * 60_000

const finishedCount = sql<number>`(select count(*) from ${submissions} where ${and(
  eq(submissions.friendSeq, friends.seq),
  eq(submissions.state, 'finished'),
)})`

/**
 * One page of friends. All of them come with the last seen first; whoever is looked for or filtered comes with the newest
 * friend first, because only that order needs no look at everybody. How many there are comes with the first page.
 */
export async function listFriends(scope: StaffScope, list: FriendList) {
  const { cursor, limit } = list
  const filtered = isFiltered(list)
  const found = filtered ? await newestPage(scope, list) : await seenPage(scope, list)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const [rows, counted] = await Promise.all([
    rowsOf(
      scope,
      page.map(({ seq }) => seq),
    ),
    cursor ? null : countFriends(scope, list),
  ])
  return {
    rows,
    order: filtered ? ('newest' as const) : ('seen' as const),
    counts: counted?.counts ?? null,
    total: counted?.total ?? null,
    next: found.length > limit && last ? cursorText(last) : null,
  }
}

const isFiltered = ({ q, friendship, link, change, from, to }: FriendList): boolean =>
  [q, friendship, link, change, from, to].some(Boolean)

const seenPage = ({ db, account }: StaffScope, { cursor, limit }: FriendList) =>
  db.reports
    .select({ seq: friends.seq, at: friends.lastSeenAt, key: friends.id })
    .from(friends)
    .where(
      and(
        eq(friends.accountId, account.id),
        cursor && sql`(${friends.lastSeenAt}, ${friends.id}) < (${cursor.at}, ${cursor.key})`,
      ),
    )
    .orderBy(desc(friends.lastSeenAt), desc(friends.id))
    .limit(limit + 1)

async function newestPage(scope: StaffScope, list: FriendList) {
  const { cursor, limit } = list
  const found = await scope.db.reports
    .select({ seq: sql<number>`seq` })
    .from(sql`(${chosen(scope, list)})`)
    .where(cursor && sql`seq < ${cursor.at}`)
    .orderBy(sql`seq desc`)
    .limit(limit + 1)
  return found.map(({ seq }) => ({ seq, at: seq, key: '' }))
}

/** Those who fit, as `friends.seq`, told in the way that reads the fewest rows. */
function chosen(scope: StaffScope, list: FriendList): SQL {
  const { account } = scope
  const { q, friendship, link } = list
  const ofFriend = and(
    friendship && eq(friends.friendship, friendship),
    q ? sql`${friends.seq} in (${friendsMeant(scope, q)})` : undefined,
    changed(scope, list),
  )
  // Nearly everybody follows, so there it is the ties that are few; who blocks or never followed is few already.
  if (link === 'linked' && !q && (friendship === undefined || friendship === 'following'))
    return sql`select ${identityLinks.friendSeq} as seq from ${identityLinks}
      where ${identityLinks.accountId} = ${account.id} and ${identityLinks.endedAt} is null
      ${ofFriend ? sql`and exists (select 1 from ${friends} where ${friends.seq} = ${identityLinks.friendSeq} and ${ofFriend})` : sql``}`
  const tied = sql`exists (select 1 from ${identityLinks} where ${identityLinks.friendSeq} = ${friends.seq} and ${identityLinks.endedAt} is null)`
  return sql`select ${friends.seq} as seq from ${friends} where ${and(
    eq(friends.accountId, account.id),
    ofFriend,
    link && (link === 'linked' ? tied : sql`not ${tied}`),
  )}`
}

/** Who had such a change on these days; nobody is asked when the filter names none. */
function changed({ account }: StaffScope, { change, from, to }: FriendList): SQL | undefined {
  if (!change && !from && !to) return undefined
  const began = from ? startOf(from) : 0
  const ended = to ? startOf(to) + dayMs : Number.MAX_SAFE_INTEGER
  const kinds = change ? [change] : ['followed', 'blocked', 'returned']
  return sql`${friends.seq} in (select ${friendshipChanges.friendSeq} from ${friendshipChanges}
    where ${friendshipChanges.accountId} = ${account.id} and ${friendshipChanges.kind} in ${kinds}
      and ${friendshipChanges.at} >= ${began} and ${friendshipChanges.at} < ${ended})`
}

/** A day begins at midnight in Japan. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+09:00`)

/** How many friends there are in each state, and how many of them fit; more than can be counted at once are "so many or more". */
async function countFriends(scope: StaffScope, list: FriendList) {
  const { db, account } = scope
  const counts = await db.reports
    .select({ friendship: friends.friendship, count: count() })
    .from(friends)
    .where(eq(friends.accountId, account.id))
    .groupBy(friends.friendship)
  const all = counts.reduce((sum, one) => sum + one.count, 0)
  const { friendship, link } = list
  const alone = !list.q && !list.change && !list.from && !list.to
  const exactly = (number: number) => ({ counts, total: { count: number, more: false } })
  if (alone && !link)
    return exactly(friendship ? (counts.find((one) => one.friendship === friendship)?.count ?? 0) : all)
  if (alone && !friendship) {
    const [linked] = await db.reports
      .select({ count: count() })
      .from(identityLinks)
      .where(and(eq(identityLinks.accountId, account.id), isNull(identityLinks.endedAt)))
    const tied = linked?.count ?? 0
    return exactly(link === 'linked' ? tied : all - tied)
  }
  const [some] = await db.reports
    .select({ count: count() })
    .from(sql`(select 1 from (${chosen(scope, list)}) limit ${countedMax})`)
  const fitting = some?.count ?? 0
  return { counts, total: { count: fitting, more: fitting >= countedMax } }
}

/** What a list shows of friends, in the order of `seqs`. */
export async function rowsOf(scope: StaffScope, seqs: number[]) {
  if (seqs.length === 0) return []
  const rows = await scope.db.reports
    .select({
      seq: friends.seq,
      id: friends.id,
      uid: friends.uid,
      displayName: friends.displayName,
      pictureUrl: friends.pictureUrl,
      friendship: friends.friendship,
      messagesStoppedAt: friends.messagesStoppedAt,
      isTest: friends.isTest,
      lastSeenAt: friends.lastSeenAt,
      memberId: customers.memberId,
      memberName: memberNameOf,
      submissions: finishedCount,
    })
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(and(sql`+${friends.accountId} = ${scope.account.id}`, inArray(friends.seq, seqs)))
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq)
    if (!row) return []
    const { seq: _inside, memberId, memberName, ...friend } = namesFor(scope, row)
    return [
      {
        ...friend,
        linked: memberId !== null,
        memberId: shown(scope, memberId),
        memberName: scope.actor.seesPersonal ? memberName : null,
      },
    ]
  })
}

/** The member's own name, which the company knows better than LINE does. */
export const memberNameOf = sql<string | null>`(select value from customer_contacts
  where customer_contacts.customer_seq = ${customers.seq} and customer_contacts.kind = 'name')`
