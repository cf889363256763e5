import { and, isNull } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { staffInvitations } from '../../db/schema/index.ts'

/** Makes every link void by which somebody could still join: one of them may have been revoked since. */
export const endOpenInvitations = (now: number): Statement =>
  statement(
    build
      .update(staffInvitations)
      .set({ revokedAt: now })
      .where(and(isNull(staffInvitations.acceptedAt), isNull(staffInvitations.revokedAt))),
  )
