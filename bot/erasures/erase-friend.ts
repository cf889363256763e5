import { and, eq } from 'drizzle-orm'
import { customers, friends } from '../../db/schema/index.ts'
import { invalid, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope, writeTie } from '../identity-links/staff-deeds.ts'
import { eraseJobs } from '../jobs/erase.ts'
import { forgetDetails } from '../staff/erase.ts'
import { eraseInbox } from '../webhook/erase.ts'
import { leaveLine } from './at-line.ts'
import { uidTyped, type ErasureReport } from './contract.ts'
import { countRows, type Counts } from './count.ts'
import { friendStatements, subjectsOf } from './friend-statements.ts'
import { recordErasure } from './ledger.ts'
import { findTraces, type Traces } from './traces.ts'

/**
 * What erasing a friend would take.
 * @throws not_found also for a friend of another account
 */
export async function previewFriendErasure(scope: StaffScope, friendId: string): Promise<{ counts: Counts }> {
  const friend = await friendToErase(scope, friendId)
  return { counts: await countRows(scope, [friend.seq]) }
}

/**
 * Erases a friend (退会・消去): everything that the account knows of this UID, in every table, files and what waits to be
 * sent included. A member behind it stays the company's. Only a keyed hash stays, so that an older backup does not bring
 * the person back; who writes again is a new friend.
 * @param confirmation the first characters of the UID, as somebody typed them
 * @throws not_found, invalid `confirmation`, conflict when something changed at the same moment
 */
export async function eraseFriend(
  scope: StaffScope,
  { friendId, confirmation }: { friendId: string; confirmation: string },
): Promise<ErasureReport> {
  const friend = await friendToErase(scope, friendId)
  if (confirmation.toLowerCase() !== friend.uid.slice(0, uidTyped).toLowerCase())
    throw invalid('The UID was not repeated', { reason: 'confirmation' })
  const whole = await wholeScope(scope)
  const accountId = scope.account.id
  const sought = { accountId, uids: [friend.uid], memberId: null, subjects: await subjectsOf(scope, accountId, friend) }
  const { menu } = await leaveLine(whole, friend)
  const [traces, counts] = await Promise.all([findTraces(scope, sought), countRows(scope, [friend.seq])])
  const all = withTraces(counts, traces)
  await writeTie(scope, [
    ...eraseTraces(traces),
    ...(await friendStatements(whole, friend)),
    ...(await recordErasure(scope, { kind: 'friend', accountId, uid: friend.uid }, all)),
  ])
  // What came in while the tables were read.
  await scope.db.write(eraseTraces(await findTraces(scope, { ...sought, subjects: [] })))
  return { counts: all, menu }
}

/** The statements that take somebody out of the inbox, the jobs and the details of the audit log. */
export const eraseTraces = ({ eventIds, jobIds, auditIds }: Traces) => [
  eraseInbox(eventIds),
  eraseJobs(jobIds),
  forgetDetails(auditIds),
]

export const withTraces = (counts: Counts, { eventIds, jobIds }: Traces): Counts => ({
  ...counts,
  ...(eventIds.length > 0 && { webhook_events: eventIds.length }),
  ...(jobIds.length > 0 && { jobs: jobIds.length }),
})

async function friendToErase({ db, account }: StaffScope, friendId: string) {
  const friend = await db.orm
    .select({ seq: friends.seq, id: friends.id, uid: friends.uid, customerSeq: customers.seq })
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
    .get()
  if (!friend) throw notFound('The friend')
  return friend
}
