import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { promoteWaiting } from '../forms/promote.ts'
import { freePlaces } from './free.ts'
import { hasRunOut } from './places.ts'

/** Frees places whose holds ran out, and gives those that have come free otherwise to who waits: a form with more places than before. */
export async function sweepPlaces({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = clock()
  const due = await db.orm
    .select({
      holds: sql<number>`exists (select 1 from slot_bookings b where ${hasRunOut(now)})`,
      waits: sql<number>`exists (select 1 from submissions s where s.place = 'waiting' and s.state = 'finished')`,
    })
    .from(sql`(select 1)`)
    .get()
  const statements = [
    ...(due?.holds ? freePlaces(hasRunOut(now), now) : []),
    ...(due?.waits ? [promoteWaiting(sql`true`, now)] : []),
  ]
  if (statements.length > 0) await db.write(statements)
}
