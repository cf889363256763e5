import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { promoteWaiting } from '../forms/promote.ts'
import { freePlaces, promoteWaiting as promoteInSlots } from './free.ts'
import { hasRunOut, isChoosable } from './places.ts'

/**
 * Frees places whose holds ran out, and gives those that have come free otherwise to who waits: a form with
 * more places than before, or one that was closed for a while.
 */
export async function sweepPlaces({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = clock()
  // Read beforehand: what is written changes which they are.
  const wanted = await db.orm
    .select({ id: sql<string>`s.id` })
    .from(sql`slots s join forms f on f.id = s.form_id`)
    .where(
      sql`s.taken < s.capacity and ${isChoosable(now)} and f.state = 'open' and coalesce(f.closes_at, 9e15) > ${now}
        and exists (select 1 from slot_bookings b where b.slot_id = s.id and b.state = 'waiting')`,
    )
  const slotIds = JSON.stringify(wanted.map(({ id }) => id))
  const due = await db.orm
    .select({
      holds: sql<number>`exists (select 1 from slot_bookings b where ${hasRunOut(now)})`,
      waits: sql<number>`exists (select 1 from submissions s where s.place = 'waiting' and s.state = 'finished')`,
    })
    .from(sql`(select 1)`)
    .get()
  const statements = [
    ...(due?.holds ? freePlaces(hasRunOut(now), now) : []),
    ...(wanted.length > 0 ? promoteInSlots(sql`(select value from json_each(${slotIds}))`, now) : []),
    ...(due?.waits ? [promoteWaiting(sql`true`, now)] : []),
  ]
  if (statements.length > 0) await db.write(statements)
}
