import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
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
    workLater(scope, submissionId, id),
  ]
}

const dropTelling = (
  scope: Scope,
  { submissionId, booking, reason }: { submissionId: string; booking: string; reason: 'superseded' | 'taken_back' },
  which: SQL = sql`true`,
): Statement =>
  statement(
    build
      .update(ruleDeeds)
      .set({ state: 'excluded', reason, finishedAt: scope.clock() })
      .where(sql`${ofBooking(scope, submissionId, booking)} and ${ruleDeeds.state} = 'waiting' and ${which}`),
  )

/** Whether a person waits to hear of the slot that is left, since a moment at the latest. */
export const waitsToHear = (
  scope: Scope,
  { submissionId, booking, left }: Omit<MoveBack, 'to' | 'movedAt'>,
  since: SQLWrapper,
): SQL =>
  sql`exists (select 1 from rule_deeds where ${ofBooking(scope, submissionId, booking)} and ${ruleDeeds.state} = 'waiting'
    and ${ruleDeeds.deed} ->> 'slot' = ${left} and ${ruleDeeds.createdAt} <= ${since})`

/** A move that staff take back: of which booking, when it was made, which slot is left and to which it goes back. */
interface MoveBack {
  submissionId: string
  booking: string
  movedAt: number
  left: string
  to: string
}

/**
 * The statements by which a person is not told of a move that staff take back; what they were to hear before it, of the place
 * that they have again, is said after all.
 */
export function takeTellingBack(scope: Scope, { submissionId, booking, movedAt, left, to }: MoveBack): Statement[] {
  const isIn = (slot: string) => sql`${ruleDeeds.deed} ->> 'slot' = ${slot}`
  const newest = sql`(select ${ruleDeeds.id} from ${ruleDeeds} where ${ofBooking(scope, submissionId, booking)}
    and ${ruleDeeds.reason} is not 'taken_back' order by ${ruleDeeds.createdAt} desc, ${ruleDeeds.id} desc limit 1)`
  // It was replaced by what is taken back now, or came up in between and was not so any more.
  const gaveWay = sql`(${ruleDeeds.reason} = 'superseded' or ${ruleDeeds.reason} = 'changed_since' and ${ruleDeeds.finishedAt} >= ${movedAt})`
  const revive = build
    .update(ruleDeeds)
    .set({ state: 'waiting', reason: null, finishedAt: null })
    .where(sql`${ruleDeeds.id} = ${newest} and ${ruleDeeds.state} = 'excluded' and ${gaveWay} and ${isIn(to)}`)
  return [
    dropTelling(scope, { submissionId, booking, reason: 'taken_back' }, isIn(left)),
    statement(revive),
    workLater(scope, submissionId, scope.ids()),
  ]
}

const workLater = (scope: Scope, submissionId: string, id: string): Statement =>
  enqueue(scope, {
    ...{ kind: 'rules.work', key: `${submissionId}:staff:${id}`, payload: { submissionId, on: 'staff' } },
    runAt: scope.clock() + toldAfterMs,
  })

/** Undone when they have been told of the move by which their booking is in a slot: then they are told of the next one as well. */
export const notToldOf = (scope: Scope, { submissionId, booking, movedAt, left }: Omit<MoveBack, 'to'>): Statement =>
  guard(
    sql`not exists (select 1 from rule_deeds where ${ofBooking(scope, submissionId, booking)} and ${ruleDeeds.state} = 'done'
      and ${ruleDeeds.deed} ->> 'slot' = ${left} and ${ruleDeeds.finishedAt} >= ${movedAt})`,
  )
