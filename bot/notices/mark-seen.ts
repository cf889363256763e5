import { and, eq, isNull, lte } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { staffNotices } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Seen } from './contract.ts'

/** A member of staff has seen what they were told until a moment. Nobody else's notices change, and nothing else. */
export async function markNoticesSeen({ db, account, actor, clock }: StaffScope, { until }: Seen): Promise<void> {
  await db.write([
    statement(
      build
        .update(staffNotices)
        .set({ seenAt: clock() })
        .where(
          and(
            eq(staffNotices.staffId, actor.staffId),
            eq(staffNotices.accountId, account.id),
            isNull(staffNotices.seenAt),
            lte(staffNotices.createdAt, until),
          ),
        ),
    ),
  ])
}
