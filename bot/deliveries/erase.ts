import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'

/** The statement that erases what was sent to a friend; what still waits is not sent any more. */
export const eraseDeliveries = (accountId: string, friendSeq: number): Statement =>
  statement(
    build
      .delete(deliveries)
      .where(and(sql`+${deliveries.accountId} = ${accountId}`, eq(deliveries.friendSeq, friendSeq))),
  )
