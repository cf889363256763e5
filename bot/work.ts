import { forgetOldAttempts } from './attempts/count.ts'
import { resumeDeliveries, freeLeases as freeDeliveries } from './deliveries/resume.ts'
import type { Deps } from './deps.ts'
import { withoutValues } from './errors.ts'
import { writeRefusals } from './health/refusals.ts'
import { endOldDrafts } from './forms/end-drafts.ts'
import { keepMissingWords } from './forms/keep-missing-words.ts'
import { forgetOldSessions } from './friends/forget-sessions.ts'
import { createCaller, freeLeases as freeCalls } from './integrations/call-due.ts'
import { forgetOldCalls } from './integrations/forget.ts'
import { forgetOldJobs } from './jobs/forget.ts'
import { planCounts } from './insights/plan.ts'
import { runDueJobs } from './jobs/run.ts'
import { forgetOldMails } from './mail/forget.ts'
import { freeLeases as freeMails, sendDueMails } from './mail/send-due.ts'
import { forgetOldNotices } from './notices/forget.ts'
import { followUpDrafts } from './rules/follow-up.ts'
import { sweepPlaces } from './slots/sweep.ts'
import { tellPromoted } from './slots/tell.ts'
import { handleEvent } from './webhook/handle.ts'
import { Lanes } from './webhook/lanes.ts'
import type { StoredEvent } from './webhook/stored-event.ts'
import { forgetOldEvents, freeLeases as freeEvents, sweepEvents } from './webhook/sweep.ts'

const forgetEveryMs = 60_000

/** Everything that goes on behind the answers, the same in both homes. */
export interface Work {
  /** Takes events that were just stored. */
  handle(events: StoredEvent[]): void
  /** One round of what is due: events and deliveries that a dead process left, and, started only, jobs, mails and calls of other systems. Called every second on Node, every minute by Cron. */
  round(): Promise<void>
  /** Jobs, mails and calls that are due, at once: what `Deps.kick` asks for. Asked again while it runs, it runs once more. */
  runDue(): Promise<void>
  /** Before the first round of a process that alone holds the database. */
  takeOver(): Promise<void>
  /** Resolves when no event is being handled, no job is being run, no mail is being sent and nobody is being called. */
  settled(): Promise<void>
}

export function createWork(deps: Deps): Work {
  let forgotAt = 0
  const lanes = new Lanes(
    (event) => handleEvent(deps, event),
    ({ id }, error) =>
      deps.log.error('A webhook event could not be settled: {id}', { id, error: withoutValues(error) }),
  )
  let [running, mailing]: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()]
  const runJobs = joined(() => runDueJobs(deps))
  const sendMails = joined(() => sendDueMails(deps))
  const caller = createCaller(deps)
  // No round waits for LINE or for a mail server that does not answer, but whoever wants everything to be done.
  const jobs = () =>
    (running = runJobs().catch((error: unknown) =>
      deps.log.error('Jobs could not be run: {error}', { error: withoutValues(error) }),
    ))
  const mail = () =>
    (mailing = sendMails().catch((error: unknown) =>
      deps.log.error('Mails could not be sent: {error}', { error: withoutValues(error) }),
    ))
  return {
    handle: (events) => lanes.add(events),
    async round() {
      lanes.add(await sweepEvents(deps))
      await resumeDeliveries(deps)
      void mail()
      void jobs()
      await caller.run()
      await tellPromoted(deps)
      await writeRefusals(deps)
      if (deps.clock() - forgotAt < forgetEveryMs) return
      forgotAt = deps.clock()
      await Promise.all([
        forgetOldEvents(deps),
        forgetOldJobs(deps),
        forgetOldSessions(deps),
        forgetOldAttempts(deps),
        forgetOldMails(deps),
        forgetOldNotices(deps),
        followUpDrafts(deps),
        forgetOldCalls(deps),
        endOldDrafts(deps),
        planCounts(deps),
        keepMissingWords(deps),
        sweepPlaces(deps),
      ])
    },
    async takeOver() {
      if (!deps.db.exclusive) return
      await freeEvents(deps)
      await freeDeliveries(deps)
      await freeMails(deps)
      await freeCalls(deps)
    },
    async runDue() {
      await Promise.all([mail(), jobs(), caller.run()])
    },
    async settled() {
      await Promise.all([lanes.settled(), mailing, running])
      await caller.settled()
    },
  }
}

/** One call at a time; those that come meanwhile share the next one, because what they are about may have been missed. */
function joined(run: () => Promise<unknown>): () => Promise<unknown> {
  let running: Promise<unknown> | null = null
  let next: Promise<unknown> | null = null
  const begin = (): Promise<unknown> =>
    (running = run().finally(() => {
      running = null
    }))
  return () => {
    if (!running) return begin()
    return (next ??= running
      .catch(() => {})
      .then(() => {
        next = null
        return begin()
      }))
  }
}
