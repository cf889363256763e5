import { isNull } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { friendSessions } from '../../db/schema/index.ts'

/** Ends the mini-app sessions of everybody; people get a new one from LINE without noticing. */
export const endAllFriendSessions = (now: number): Statement =>
  statement(build.update(friendSessions).set({ endedAt: now }).where(isNull(friendSessions.endedAt)))
