import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { ruleDeeds } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'
import type { TellPerson } from './deeds-for.ts'
import { deedRow } from './rows.ts'

/** So long after staff changed a booking its person is told: the ten seconds in which it can be undone, and the way to us. */
export const toldAfterMs = 15_000

const ofBooking = ({ account }: Scope, submissionId: string, booking: string) =>
  sql`${ruleDeeds.submissionId} = ${submissionId} and ${ruleDeeds.accountId} = ${account.id} and ${ruleDeeds.on} = 'staff'
    and ${ruleDeeds.deed} ->> 'booking' = ${booking}`

/**
 * The statements by which a person is told what staff did with their booking, once the time to undo it is over. What they were
 * to be told of it before and have not been is not said any more: they hear of the last change alone.
 */
export function tellPerson(scope: Scope, submissionId: string, said: Omit<TellPerson, 'do'>): Statement[] {
  const id = scope.ids()
  return [
    dropTelling(scope, { submissionId, booking: said.booking, reason: 'superseded' }),
    deedRow(
      scope,
      { submissionId, on: 'staff' },
      // Each is a deed of its own: its key is told once.
      { rule: id, place: 0, deed: { do: 'tell_person', ...said } },
      { state: 'waiting', reason: null },
    ),
    enqueue(scope, {
      ...{ kind: 'rules.work', key: `${submissionId}:staff:${id}`, payload: { submissionId, on: 'staff' } },
      runAt: scope.clock() + toldAfterMs,
    }),
  ]
}

/** The statement by which a person is not told what they have not been told yet. */
export const dropTelling = (
  scope: Scope,
  { submissionId, booking, reason }: { submissionId: string; booking: string; reason: 'superseded' | 'taken_back' },
): Statement =>
  statement(
    build
      .update(ruleDeeds)
      .set({ state: 'excluded', reason, finishedAt: scope.clock() })
      .where(sql`${ofBooking(scope, submissionId, booking)} and ${ruleDeeds.state} = 'waiting'`),
  )

/** Undone when they have been told that their booking is in a slot: then they are told of the next change as well. */
export const notToldOf = (
  scope: Scope,
  { submissionId, booking, slot }: { submissionId: string; booking: string; slot: string },
): Statement =>
  guard(
    sql`not exists (select 1 from rule_deeds where ${ofBooking(scope, submissionId, booking)} and ${ruleDeeds.state} = 'done'
      and ${ruleDeeds.deed} ->> 'slot' = ${slot})`,
  )
