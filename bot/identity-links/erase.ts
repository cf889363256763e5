import { eq, or, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { identityLinks, linkAttempts, linkConflicts } from '../../db/schema/index.ts'

/** The statements that erase a friend's ties, claims, and ways through the member login. Who else claims what they held may claim it again. */
export const eraseLinks = (friendSeq: number): Statement[] => [
  statement(build.delete(linkAttempts).where(eq(linkAttempts.friendSeq, friendSeq))),
  statement(
    build
      .delete(linkConflicts)
      .where(or(eq(linkConflicts.friendSeq, friendSeq), eq(linkConflicts.heldByFriendSeq, friendSeq))),
  ),
  statement(build.delete(identityLinks).where(eq(identityLinks.friendSeq, friendSeq))),
]

/** The same for a member, whoever the friends were. */
export const eraseMemberLinks = (customerSeq: number): Statement[] => [
  statement(build.delete(linkAttempts).where(eq(linkAttempts.customerSeq, customerSeq))),
  statement(build.delete(linkConflicts).where(eq(linkConflicts.customerSeq, customerSeq))),
  statement(build.delete(identityLinks).where(sql`${eq(identityLinks.customerSeq, customerSeq)}`)),
]
