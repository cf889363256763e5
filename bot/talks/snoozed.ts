import { sql, type SQL } from 'drizzle-orm'
import { talks } from '../../db/schema/index.ts'

/** Whether a talk is put off at this moment. */
export const isSnoozed = (until: number | null, now: number): boolean => until !== null && until > now

/** Open talks that are for now, and those that are put off; what waits for staff is counted by the same rule everywhere. */
export const openNow = (now: number): SQL =>
  sql`${talks.state} = 'open' and (${talks.snoozedUntil} is null or ${talks.snoozedUntil} <= ${now})`
export const snoozedNow = (now: number): SQL => sql`${talks.state} = 'open' and ${talks.snoozedUntil} > ${now}`
