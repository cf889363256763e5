import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { customerTags } from '../../db/schema/index.ts'

/** The statement that erases which tags a friend has and had. */
export const eraseTagsOfFriend = (accountId: string, friendSeq: number): Statement =>
  statement(
    build.delete(customerTags).where(and(eq(customerTags.accountId, accountId), eq(customerTags.friendSeq, friendSeq))),
  )

/** The same for a member, in every account. */
export const eraseTagsOfMember = (customerSeq: number): Statement =>
  statement(build.delete(customerTags).where(eq(customerTags.customerSeq, customerSeq)))
