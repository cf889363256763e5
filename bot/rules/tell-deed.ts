import { and, eq } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import { lineMessages } from '../channels/line/messages.ts'
import type { Scope } from '../scope.ts'
import type { TellPerson } from './deeds-for.ts'
import type { Person } from './person.ts'
import { reachPerson } from './reach.ts'
import { endAll, endDeed, type WaitingDeed, type WorkedOff } from './rows.ts'

/** A telling that is due. */
export interface DueTelling {
  row: WaitingDeed
  deed: TellPerson
}

/**
 * Tells a person what staff did with their bookings, all of it in one call, because there is one reply token at most: by a free
 * reply while there is one, else by a push. What does not reach them has failed, because staff meant them to know, and stands
 * there until staff have seen it.
 */
export async function tellDeeds(scope: Scope, due: DueTelling[], person: Person): Promise<WorkedOff> {
  const late = due.filter(({ row, deed }) => isTooLate(scope, row, deed))
  const others = due.filter((one) => !late.includes(one))
  const isSo = await Promise.all(others.map(({ deed }) => isStillSo(scope, deed)))
  const said = others.filter((_, index) => isSo[index])
  const ended = [
    ...endAll(scope, rowsOf(late), { state: 'failed', reason: 'too_late' }),
    ...endAll(scope, rowsOf(others.filter((_, index) => !isSo[index])), { state: 'excluded', reason: 'changed_since' }),
  ]
  if (said.length === 0) return { statements: ended }
  const reached = await reachPerson(scope, person, { push: true })
  if ('not' in reached) {
    const { reason } = reached.not
    return { statements: [...ended, ...endAll(scope, rowsOf(said), { state: 'failed', reason })] }
  }
  const { statements, delivery } = await reached.send({
    purpose: 'slot',
    messages: lineMessages(said.map(({ deed: { text } }) => ({ kind: 'text', text, buttons: [] }))),
  })
  const done = { state: 'done' as const, reason: null, sentAs: delivery.id }
  return { delivery, statements: [...ended, ...statements, ...said.map(({ row }) => endDeed(scope, row.id, done))] }
}

const rowsOf = (tellings: DueTelling[]): WaitingDeed[] => tellings.map(({ row }) => row)

/** Whether it was of use when staff did it, and is not any more. */
const isTooLate = ({ clock }: Scope, { createdAt }: WaitingDeed, { until }: TellPerson): boolean =>
  until !== null && until > createdAt && until <= clock()

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
