import { and, asc, eq } from 'drizzle-orm'
import { isGuardFailure } from '../../db/guard.ts'
import { ruleDeeds } from '../../db/schema/index.ts'
import { sendDelivery } from '../deliveries/send.ts'
import { draftById } from '../forms/load.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { forgetQuota } from '../talks/quota.ts'
import { mailStaff } from './mail-staff.ts'
import { personOf } from './person.ts'
import type { WaitingDeed } from './rows.ts'
import { isNight, nightEnds } from './night.ts'
import { remind } from './remind.ts'
import { sayDeeds } from './say-deeds.ts'
import { tellDeeds } from './tell-deed.ts'
import { toldAfterMs } from './tell-person.ts'

/** What was planned before the night and could not be worked off is tried again so often, and when the night is over. */
const nightWaitMs = 30 * 60_000

/**
 * Works off what waits of a submission: messages to its person, mails to staff. Each deed ends in the batch that writes what
 * it becomes, so a process that dies leaves either a deed that waits or a row that is sent, never both.
 */
export async function workOffDeeds(
  scope: Scope,
  { submissionId, on }: Pick<WaitingDeed, 'submissionId' | 'on'>,
): Promise<JobResult> {
  const waiting = await scope.db.orm
    .select()
    .from(ruleDeeds)
    .where(
      and(
        eq(ruleDeeds.submissionId, submissionId),
        eq(ruleDeeds.accountId, scope.account.id),
        eq(ruleDeeds.on, on),
        eq(ruleDeeds.state, 'waiting'),
      ),
    )
    .orderBy(asc(ruleDeeds.createdAt), asc(ruleDeeds.id))
  const submission = waiting.length > 0 && (await draftById(scope, submissionId))
  const person = submission && (await personOf(scope, submission.uid))
  if (!submission || !person) return 'done'
  const said = waiting.filter(({ deed }) => deed.do === 'confirm' || deed.do === 'send_message')
  const mailed = waiting.filter(({ deed }) => deed.do === 'mail_staff')
  const reminders = waiting.filter(({ deed }) => deed.do === 'follow_up')
  const now = scope.clock()
  const told = waiting.flatMap((row) =>
    row.deed.do === 'tell_person' && row.createdAt + toldAfterMs <= now ? [{ row, deed: row.deed }] : [],
  )
  if ((reminders.length > 0 || told.length > 0) && isNight(now))
    return { again: 'night', within: Math.min(nightWaitMs, nightEnds(now) - now) }
  const works = [
    ...(said.length > 0 ? [await sayDeeds(scope, { deeds: said, submission, person })] : []),
    ...(await Promise.all(reminders.map((deed) => remind(scope, { deed, submission, person })))),
    ...(told.length > 0 ? [await tellDeeds(scope, told, person)] : []),
    ...(await Promise.all(mailed.map((deed) => mailStaff(scope, deed, submission)))),
  ]
  try {
    await scope.db.write(works.flatMap(({ statements }) => statements))
  } catch (error) {
    if (!isGuardFailure(error)) throw error
    // Staff used the reply token, or another process was faster.
    return { again: 'overtaken', within: 1_000 }
  }
  for (const { delivery } of works) {
    if (!delivery) continue
    if (delivery.method === 'push') forgetQuota(scope)
    await sendDelivery(scope, delivery)
  }
  if (mailed.length > 0) scope.kick()
  return 'done'
}
