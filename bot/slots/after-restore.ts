import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { slotBookings, submissions } from '../../db/schema/index.ts'

/** Whoever had got a place when a backup was made was told a moment later, and is not told again. */
export const endOpenPromotions = (now: number): Statement[] => [
  statement(
    build
      .update(slotBookings)
      .set({ toldAt: now })
      .where(sql`${slotBookings.promotedAt} is not null and ${slotBookings.toldAt} is null`),
  ),
  statement(
    build
      .update(submissions)
      .set({ promotionToldAt: now })
      .where(sql`${submissions.promotedAt} is not null and ${submissions.promotionToldAt} is null`),
  ),
]
