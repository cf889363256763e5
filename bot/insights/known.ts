import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accountKnowledge, customerContacts, friends, identityLinks, submissions } from '../../db/schema/index.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import type { Known } from './contract.ts'
import type { Reader } from './count-days.ts'

/** So many friends are looked at in one query: others want the reports' thread between. */
const chunkFriends = 20_000

type Counts = Omit<Known, 'countedAt'>
const nobody: Counts = { following: 0, named: 0, linked: 0, answered: 0, reachable: 0 }

/** Counts what is known of every friend who follows, and keeps it. */
export async function countKnown(scope: Scope): Promise<JobResult> {
  let counts = nobody
  for (let after = 0; ;) {
    const chunk = await countChunk(scope, after)
    counts = added(counts, chunk.counts)
    if (chunk.last === null) break
    after = chunk.last
  }
  const row = { ...counts, countedAt: scope.clock() }
  await scope.db.write([
    statement(
      build
        .insert(accountKnowledge)
        .values({ accountId: scope.account.id, ...row })
        .onConflictDoUpdate({ target: accountKnowledge.accountId, set: row }),
    ),
  ])
  return 'done'
}

/** What is known of the friends who follow: counted now where they are few, else as it was counted last. */
export async function readKnown(scope: Reader & Pick<Scope, 'clock'>): Promise<Known | null> {
  const { db, account, clock } = scope
  const [kept] = await db.reports.select().from(accountKnowledge).where(eq(accountKnowledge.accountId, account.id))
  if (kept && kept.following >= chunkFriends) {
    const { accountId: _own, ...known } = kept
    return known
  }
  const { counts, last } = await countChunk(scope, 0)
  return last === null ? { ...counts, countedAt: clock() } : null
}

/** One part of the friends by their `seq`; `last` is the one to go on after, null at the end. */
async function countChunk({ db, account }: Reader, after: number): Promise<{ counts: Counts; last: number | null }> {
  const part = db.reports.$with('part').as(
    db.reports
      .select({ seq: friends.seq, customerSeq: friends.customerSeq, displayName: friends.displayName })
      .from(friends)
      .where(and(eq(friends.accountId, account.id), eq(friends.friendship, 'following'), gt(friends.seq, after)))
      .orderBy(asc(friends.seq))
      .limit(chunkFriends),
  )
  const some = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`
  const [row] = await db.reports
    .with(part)
    .select({
      following: sql<number>`count(*)`,
      named: some(sql`${part.displayName} is not null`),
      linked: some(sql`exists (select 1 from ${identityLinks}
        where ${identityLinks.friendSeq} = ${part.seq} and ${identityLinks.endedAt} is null)`),
      answered: some(sql`exists (select 1 from ${submissions}
        where ${submissions.friendSeq} = ${part.seq} and ${submissions.state} = 'finished')`),
      reachable: some(sql`exists (select 1 from ${customerContacts}
        where ${customerContacts.customerSeq} = ${part.customerSeq} and ${customerContacts.kind} in ('email', 'phone', 'address'))`),
      last: sql<number | null>`max(${part.seq})`,
    })
    .from(part)
  const { last, ...counts } = row ?? { ...nobody, last: null }
  return { counts, last: counts.following < chunkFriends ? null : last }
}

const added = (one: Counts, other: Counts): Counts => ({
  following: one.following + other.following,
  named: one.named + other.named,
  linked: one.linked + other.linked,
  answered: one.answered + other.answered,
  reachable: one.reachable + other.reachable,
})
