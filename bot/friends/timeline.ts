import { and, eq, sql } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { TimelinePage } from './staff-contract.ts'
import { entriesOf } from './timeline-entries.ts'
import { placesOf } from './timeline-places.ts'

/**
 * A page of a friend's timeline, newest first; `next` is null at its beginning.
 * @throws not_found also for a friend of another account
 */
export async function readTimeline(scope: StaffScope, friendId: string, { only, cursor, limit }: TimelinePage) {
  const { db, account } = scope
  const [friend] = await db.reports
    .select({ seq: friends.seq, id: friends.id })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
  if (!friend) throw notFound('The friend')
  const places = placesOf(scope, friend, only)
  const found = await db.reports
    .select()
    .from(places)
    .where(cursor && sql`(${places.at}, ${places.key}) < (${cursor.at}, ${cursor.key})`)
    .orderBy(sql`${places.at} desc`, sql`${places.key} desc`)
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return { entries: await entriesOf(scope, page), next: found.length > limit && last ? cursorText(last) : null }
}
