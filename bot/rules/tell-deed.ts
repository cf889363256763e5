import { and, eq } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import { lineMessages } from '../channels/line/messages.ts'
import type { Scope } from '../scope.ts'
import type { TellPerson } from './deeds-for.ts'
import type { Person } from './person.ts'
import { reachPerson } from './reach.ts'
import { endAll, endDeed, type WaitingDeed, type WorkedOff } from './rows.ts'

/**
 * Tells a person what staff did with their booking: by a free reply while there is one, else by a push. What does not reach them
 * has failed, because staff meant them to know, and stands there until staff have seen it.
 */
export async function tellDeed(
  scope: Scope,
  { row, deed, person }: { row: WaitingDeed; deed: TellPerson; person: Person },
): Promise<WorkedOff> {
  const { startsAt, text } = deed
  if (startsAt !== null && startsAt > row.createdAt && startsAt <= scope.clock())
    return { statements: endAll(scope, [row], { state: 'failed', reason: 'too_late' }) }
  if (!(await isStillSo(scope, deed)))
    return { statements: endAll(scope, [row], { state: 'excluded', reason: 'changed_since' }) }
  const reached = await reachPerson(scope, person, { push: true })
  if ('not' in reached) return { statements: endAll(scope, [row], { state: 'failed', reason: reached.not.reason }) }
  const { statements, delivery } = await reached.send({
    purpose: 'slot',
    messages: lineMessages([{ kind: 'text', text, buttons: [] }]),
  })
  return {
    delivery,
    statements: [...statements, endDeed(scope, row.id, { state: 'done', reason: null, sentAs: delivery.id })],
  }
}

/** Whether they have the place that they would hear of; what was cancelled stays so. */
async function isStillSo({ db, account }: Scope, { booking, slot }: TellPerson): Promise<boolean> {
  if (slot === null) return true
  const row = await db.orm
    .select({ slotId: slotBookings.slotId, state: slotBookings.state })
    .from(slotBookings)
    .where(and(eq(slotBookings.id, booking), eq(slotBookings.accountId, account.id)))
    .get()
  return row?.slotId === slot && row.state === 'booked'
}
