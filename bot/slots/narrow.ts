import { sql, type SQL } from 'drizzle-orm'
import type { StaffScope } from '../http/staff-door.ts'

const dayMs = 24 * 60 * 60_000

/** Ids of submissions that wait: for a place of their form, or in a slot. As a query in brackets; the plus leads to the few that wait, not to all of the account. */
export const waitingSubmissions = ({ account }: StaffScope): SQL =>
  sql`(select w.id from submissions w where w.place = 'waiting' and w.state = 'finished' and +w.account_id = ${account.id}
    union all select b.submission_id from slot_bookings b where b.state = 'waiting' and b.account_id = ${account.id})`

/** Ids of submissions whose people come, or wait to come, on a day of Japan. As a query in brackets. */
export function visitsOn({ account }: StaffScope, day: string): SQL {
  const begin = Date.parse(`${day}T00:00:00+09:00`)
  return sql`(select b.submission_id from slots t join slot_bookings b on b.slot_id = t.id
    where t.account_id = ${account.id} and t.starts_at >= ${begin} and t.starts_at < ${begin + dayMs} and b.state in ('booked', 'waiting'))`
}

/** Ids of submissions whose people come to a slot, or wait for a place in it. As a query in brackets. */
export const visitsTo = ({ account }: StaffScope, slotId: string): SQL =>
  sql`(select b.submission_id from slot_bookings b
    where b.slot_id = ${slotId} and b.account_id = ${account.id} and b.state in ('booked', 'waiting'))`
