import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { attributeValues } from '../../db/schema/index.ts'

/** The statement that erases what is and was known of a friend. */
export const eraseAttributesOfFriend = (accountId: string, friendSeq: number): Statement =>
  statement(
    build
      .delete(attributeValues)
      .where(and(eq(attributeValues.accountId, accountId), eq(attributeValues.friendSeq, friendSeq))),
  )

/** The same for a member, in every account. */
export const eraseAttributesOfMember = (customerSeq: number): Statement =>
  statement(build.delete(attributeValues).where(eq(attributeValues.customerSeq, customerSeq)))
