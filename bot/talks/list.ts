import { and, desc, eq, gt, lte, sql, type SQL } from 'drizzle-orm'
import { friends, staff, talkMessages, talks } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor } from '../staff/masking.ts'
import type { TalkChanges, TalkList } from './contract.ts'
import { isHeld } from './held.ts'
import type { TalkView } from './limits.ts'
import { shownMessage } from './shown.ts'
import { isSnoozed, openNow, snoozedNow } from './snoozed.ts'

/** Counted up to here, because nobody works off more and counting all would cost. */
const countedMax = 1000
const changesMax = 100
/** Commits and clocks: what is younger than this is looked at again. */
const overlapMs = 5_000

const columns = {
  seq: talks.friendSeq,
  state: talks.state,
  unread: talks.unread,
  lastAt: talks.lastAt,
  heldAt: talks.heldAt,
  snoozedUntil: talks.snoozedUntil,
  revision: talks.revision,
  assigneeId: talks.assigneeId,
  assigneeName: staff.name,
  friend: {
    id: friends.id,
    uid: friends.uid,
    displayName: friends.displayName,
    pictureUrl: friends.pictureUrl,
    friendship: friends.friendship,
  },
  last: {
    id: talkMessages.id,
    side: talkMessages.side,
    kind: talkMessages.kind,
    text: talkMessages.text,
    detail: talkMessages.detail,
    unsentAt: talkMessages.unsentAt,
  },
}

/** Literal states, not bound ones: only then does SQLite see that the small partial indexes fit. */
function inView({ actor, clock }: StaffScope, view: TalkView): SQL | undefined {
  if (view === 'open') return openNow(clock())
  if (view === 'snoozed') return snoozedNow(clock())
  if (view === 'done') return sql`${talks.state} = 'done'`
  return view === 'mine' ? and(eq(talks.assigneeId, actor.staffId), openNow(clock())) : undefined
}

/** What a list is of: a view, and of it what somebody looks after. */
const listed = (scope: StaffScope, { view, assignee }: Pick<TalkList, 'view' | 'assignee'>): SQL | undefined =>
  and(inView(scope, view), assignee === undefined ? undefined : eq(talks.assigneeId, assignee))

const newestMessage = [desc(talks.lastAt), desc(talks.friendSeq)]

const rowsOf = (scope: StaffScope, condition: SQL | undefined, order = newestMessage) =>
  scope.db.reports
    .select(columns)
    .from(talks)
    .innerJoin(friends, eq(friends.seq, talks.friendSeq))
    .leftJoin(talkMessages, eq(talkMessages.id, talks.lastMessageId))
    .leftJoin(staff, eq(staff.id, talks.assigneeId))
    .where(and(eq(talks.accountId, scope.account.id), condition))
    .orderBy(...order)

type Found = Awaited<ReturnType<typeof rowsOf>>[number]

/** As the reader may see it. */
const shownRow = (scope: StaffScope, { seq: _inside, friend, last, heldAt, snoozedUntil, ...talk }: Found) => ({
  ...talk,
  snoozedUntil: isSnoozed(snoozedUntil, scope.clock()) ? snoozedUntil : null,
  held: isHeld(heldAt, scope.clock()),
  friend: namesFor(scope, friend),
  last: last && shownMessage(scope, last),
})

/** One page of talks, the one with the newest message first; the counts and how many it lists come with the first page. */
export async function listTalks(scope: StaffScope, list: TalkList) {
  const { cursor, limit } = list
  const after = cursor && sql`(${talks.lastAt}, ${talks.friendSeq}) < (${cursor.at}, ${Number(cursor.key) || 0})`
  const [found, counts, total] = await Promise.all([
    rowsOf(scope, and(listed(scope, list), after)).limit(limit + 1),
    cursor ? null : talkCounts(scope),
    cursor ? null : countUpTo(scope, listed(scope, list)),
  ])
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => shownRow(scope, row)),
    ...{ counts, total },
    next: found.length > limit && last ? cursorText({ at: last.lastAt, key: String(last.seq) }) : null,
    live: cursorText({ at: scope.clock(), key: '' }),
  }
}

/**
 * What changed since the cursor, whatever view it is in by now, with whether it is in this one. A row may come more than
 * once: it is known by its revision. `more` says that too much happened to list it.
 */
export async function talkChanges(scope: StaffScope, { view, assignee, after }: TalkChanges) {
  const now = scope.clock()
  const since = after.at - overlapMs
  // In the order of their indexes, so that a cursor of long ago reads no more than this either.
  const [changed, returned, counts] = await Promise.all([
    rowsOf(scope, gt(talks.updatedAt, since), [desc(talks.updatedAt)]).limit(changesMax + 1),
    // Time itself brings a talk back that was put off.
    rowsOf(scope, and(gt(talks.snoozedUntil, since), lte(talks.snoozedUntil, now)), [desc(talks.snoozedUntil)]).limit(
      changesMax,
    ),
    talkCounts(scope),
  ])
  const found = [...new Map([...changed, ...returned].map((row) => [row.seq, row])).values()]
  const fits = (row: Found) =>
    (view === 'all' || viewsOf(scope, row, now).includes(view)) && (!assignee || row.assigneeId === assignee)
  const page = found.slice(0, changesMax)
  return {
    rows: page.filter(fits).map((row) => shownRow(scope, row)),
    /** Ids of friends whose talks are not in this view, or not any more. */
    gone: page.filter((row) => !fits(row)).map(({ friend }) => friend.id),
    counts,
    more: found.length > changesMax,
    live: cursorText({ at: Math.max(now, after.at), key: '' }),
  }
}

function viewsOf({ actor }: StaffScope, { state, assigneeId, snoozedUntil }: Found, now: number): TalkView[] {
  if (state === 'done') return ['done']
  if (isSnoozed(snoozedUntil, now)) return ['snoozed']
  return assigneeId === actor.staffId ? ['open', 'mine'] : ['open']
}

async function countUpTo(scope: StaffScope, condition: SQL | undefined): Promise<number> {
  const some = scope.db.reports
    .select({ one: sql`1`.as('one') })
    .from(talks)
    .where(and(eq(talks.accountId, scope.account.id), condition))
    .limit(countedMax)
    .as('some')
  const [counted] = await scope.db.reports.select({ count: sql<number>`count(*)` }).from(some)
  return counted?.count ?? 0
}

/** How many talks wait for an answer, how many of them are one's own, and how many have something unread; each up to a thousand. */
export async function talkCounts(scope: StaffScope) {
  const [open, mine, unread] = await Promise.all([
    countUpTo(scope, inView(scope, 'open')),
    countUpTo(scope, inView(scope, 'mine')),
    countUpTo(scope, sql`${talks.unread} > 0`),
  ])
  return { open, mine, unread }
}
