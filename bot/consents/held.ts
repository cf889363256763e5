import { desc, eq } from 'drizzle-orm'
import { consents, friends } from '../../db/schema/index.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'

/** The purposes to which a person's agreement holds now: the newest act about each of them decides. */
export async function heldPurposes(scope: Scope, uid: string): Promise<Set<string>> {
  const rows = await scope.db.orm
    .select({ purpose: consents.purpose, act: consents.act })
    .from(consents)
    .innerJoin(friends, eq(friends.seq, consents.friendSeq))
    .where(isFriend(scope, uid))
    .orderBy(desc(consents.at), desc(consents.id))
  const newest = new Map(rows.toReversed().map(({ purpose, act }) => [purpose, act]))
  return new Set([...newest].flatMap(([purpose, act]) => (act === 'given' ? [purpose] : [])))
}
