import { and, count, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { friends, friendshipChanges, identityLinks } from '../../db/schema/index.ts'
import { friendsMeant, hitsMax } from '../customers/find-people.ts'
import { countOf, exactly, pageOfHits } from '../customers/people-page.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { friendsWithTag, hasTag } from '../tags/having.ts'
import { rowsOf } from './list-rows.ts'
import { friendships, type FriendList } from './staff-contract.ts'

const dayMs = 24 * 60 * 60_000

/**
 * One page of friends. All of them come with the last seen first; whoever is looked for or filtered comes with the newest
 * friend first, because only that order needs no look at everybody. How many there are comes with the first page.
 */
export async function listFriends(scope: StaffScope, list: FriendList) {
  const { limit } = list
  const sets = setsOf(scope, list)
  const filtered = sets.length > 0 || [list.friendship, list.link, list.tag].some((one) => one !== undefined)
  const { found, total } = sets.length > 0 ? await amongHits(scope, list, sets) : await amongAll(scope, list, filtered)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await rowsOf(
      scope,
      page.map(({ seq }) => seq),
    ),
    order: filtered ? ('newest' as const) : ('seen' as const),
    total,
    next: found.length > limit && last ? cursorText(last) : null,
  }
}

/** Who is looked for and who had a change: lists of `friends.seq` that are short already. */
const setsOf = (scope: StaffScope, list: FriendList): SQL[] =>
  [list.q ? friendsMeant(scope, list.q) : null, changed(scope, list)].filter((set) => set !== null)

/** Those of the sets who fit the other filters. */
async function amongHits(scope: StaffScope, list: FriendList, sets: SQL[]) {
  const others = othersOf(scope, list)
  const fits = others
    ? sql`select hit.seq as seq from hit cross join ${friends} on ${friends.seq} = hit.seq where ${others}`
    : sql`select seq from hit`
  const { found, total } = await pageOfHits(
    scope,
    list,
    sql`select seq from (${sql.join(sets, sql` intersect `)})`,
    fits,
  )
  return { found: found.map(placeOf), total }
}

const placeOf = (seq: number) => ({ seq, at: seq, key: '' })

async function amongAll(scope: StaffScope, list: FriendList, filtered: boolean) {
  const [found, total] = await Promise.all([
    filtered ? newestPage(scope, list) : seenPage(scope, list),
    list.cursor ? null : countFriends(scope, list),
  ])
  return { found, total }
}

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
  const newest = chosen(scope, list).map(
    (part) => sql`select seq from (select seq from (${part})
      where seq < ${cursor?.at ?? Number.MAX_SAFE_INTEGER} order by seq desc limit ${limit + 1})`,
  )
  const found = await scope.db.reports
    .select({ seq: sql<number>`seq` })
    .from(sql`(${sql.join(newest, sql` union all `)})`)
    .orderBy(sql`seq desc`)
    .limit(limit + 1)
  return found.map(({ seq }) => placeOf(seq))
}

const isTied = sql`exists (select 1 from ${identityLinks} where ${identityLinks.friendSeq} = ${friends.seq} and ${identityLinks.endedAt} is null)`

const othersOf = (scope: StaffScope, { friendship, link, tag }: FriendList): SQL | undefined =>
  and(
    friendship && eq(friends.friendship, friendship),
    link && (link === 'linked' ? isTied : sql`not ${isTied}`),
    tag === undefined ? undefined : hasTag(scope, tag),
  )

/** Those who fit, as lists of `friends.seq` that share nobody; each stands in an index, the newest friend last. */
function chosen(scope: StaffScope, list: FriendList): SQL[] {
  const { account } = scope
  const { friendship, link, tag } = list
  // Who has a tag is fewer than who follows; who blocks or never followed is fewer still.
  if (tag && (friendship === undefined || friendship === 'following')) {
    const others = othersOf(scope, { ...list, tag: undefined })
    const isOne = sql`where exists (select 1 from ${friends} where ${friends.seq} = tagged.seq and ${others})`
    return friendsWithTag(scope, tag).map((part) => (others ? sql`select seq from (${part}) tagged ${isOne}` : part))
  }
  // Nearly everybody follows, so there it is the ties that are few; who blocks or never followed is few already.
  if (link === 'linked' && (friendship === undefined || friendship === 'following')) {
    const isOne = sql`and exists (select 1 from ${friends} where ${friends.seq} = ${identityLinks.friendSeq} and ${friends.friendship} = ${friendship})`
    return [
      sql`select ${identityLinks.friendSeq} as seq from ${identityLinks}
        where ${identityLinks.accountId} = ${account.id} and ${identityLinks.endedAt} is null ${friendship ? isOne : sql``}`,
    ]
  }
  return (friendship ? [friendship] : friendships).map(
    (one) =>
      sql`select ${friends.seq} as seq from ${friends}
        where ${and(eq(friends.accountId, account.id), othersOf(scope, { ...list, friendship: one }))}`,
  )
}

/**
 * Who had such a change on these days, as `friends.seq`: of the newest changes, because more are not looked at. Null when the
 * filter names none.
 */
function changed({ account }: StaffScope, { change, from, to }: FriendList): SQL | null {
  if (!change && !from && !to) return null
  const began = from ? startOf(from) : 0
  const ended = to ? startOf(to) + dayMs : Number.MAX_SAFE_INTEGER
  const kind = change ? sql`and ${friendshipChanges.kind} = ${change}` : sql``
  return sql`select distinct seq from (select ${friendshipChanges.friendSeq} as seq from ${friendshipChanges}
    where ${friendshipChanges.accountId} = ${account.id} ${kind}
      and ${friendshipChanges.at} >= ${began} and ${friendshipChanges.at} < ${ended}
    order by ${friendshipChanges.at} desc limit ${hitsMax})`
}

/** A day begins at midnight in Japan. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+09:00`)

/** How many friends fit; more than can be counted at once are "so many or more". */
async function countFriends(scope: StaffScope, list: FriendList) {
  const { db, account } = scope
  const { friendship, link, tag } = list
  const countAll = async () => {
    const [all] = await db.reports
      .select({ count: count() })
      .from(friends)
      .where(and(eq(friends.accountId, account.id), friendship && eq(friends.friendship, friendship)))
    return all?.count ?? 0
  }
  if (!link && !tag) return exactly(await countAll())
  if (!friendship && !tag) {
    const [linked] = await db.reports
      .select({ count: count() })
      .from(identityLinks)
      .where(and(eq(identityLinks.accountId, account.id), isNull(identityLinks.endedAt)))
    const tied = linked?.count ?? 0
    return exactly(link === 'linked' ? tied : (await countAll()) - tied)
  }
  return countOf(scope, sql.join(chosen(scope, list), sql` union all `))
}
