import { and, eq, inArray, sql } from 'drizzle-orm'
import { customers, friends, submissions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { tagsOfFriends } from '../tags/of-friends.ts'

const finishedCount = sql<number>`(select count(*) from ${submissions} where ${and(
  eq(submissions.friendSeq, friends.seq),
  eq(submissions.state, 'finished'),
)})`

/** What a list shows of friends, in the order of `seqs`. */
export async function rowsOf(scope: StaffScope, seqs: number[]) {
  if (seqs.length === 0) return []
  const [tagged, rows] = await Promise.all([tagsOfFriends(scope, seqs), readRows(scope, seqs)])
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq)
    if (!row) return []
    const { seq: _inside, memberId, memberName, ...friend } = namesFor(scope, row)
    return [
      {
        ...friend,
        tags: tagged.get(seq) ?? [],
        linked: memberId !== null,
        memberId: shown(scope, memberId),
        memberName: scope.actor.seesPersonal ? memberName : null,
      },
    ]
  })
}

const readRows = (scope: StaffScope, seqs: number[]) =>
  scope.db.reports
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

/** The member's own name, which the company knows better than LINE does. */
export const memberNameOf = sql<string | null>`(select value from customer_contacts
  where customer_contacts.customer_seq = ${customers.seq} and customer_contacts.kind = 'name')`
