import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { events } from '../../db/schema/index.ts'

/** The statement that erases what happened to a friend. */
export const eraseEvents = (accountId: string, friendSeq: number): Statement =>
  statement(build.delete(events).where(and(sql`+${events.accountId} = ${accountId}`, eq(events.friendSeq, friendSeq))))

/** The statement that erases from other people's events the number of a member who is gone. */
export const eraseMemberEvents = (friendSeqs: number[], memberId: string): Statement =>
  statement(
    build.delete(events).where(
      sql`${events.friendSeq} in (select value from json_each(${JSON.stringify(friendSeqs)}))
          and ${events.properties}->>'memberId' = ${memberId}`,
    ),
  )
