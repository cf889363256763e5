import { sql } from 'drizzle-orm'
import { rowsOf } from '../friends/list-rows.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { friendsMeant, membersMeant } from './find-people.ts'
import { memberRows } from './list.ts'

/** A handful is what a palette can show. */
const shownMax = 6

/** The friends and members whom a search means, the newest first, for the palette. */
export async function findPeople(scope: StaffScope, q: string) {
  const newest = async (set: ReturnType<typeof sql>) =>
    (
      await scope.db.reports
        .select({ seq: sql<number>`seq` })
        .from(sql`(${set})`)
        .orderBy(sql`seq desc`)
        .limit(shownMax)
    ).map(({ seq }) => seq)
  const [friendSeqs, memberSeqs] = await Promise.all([newest(friendsMeant(scope, q)), newest(membersMeant(scope, q))])
  const [friends, members] = await Promise.all([rowsOf(scope, friendSeqs), memberRows(scope, memberSeqs)])
  return { friends, members: members.filter(({ friend }) => !friends.some(({ id }) => id === friend?.id)) }
}
