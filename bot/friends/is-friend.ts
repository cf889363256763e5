import { and, eq } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'

/** The condition that a row of `friends` is this person in this account: a UID means nobody outside of it. */
export const isFriend = ({ account }: { account: { id: string } }, uid: string) =>
  and(eq(friends.accountId, account.id), eq(friends.uid, uid))
