import { forgetOldAttempts } from './attempts/count.ts'
import { resumeDeliveries, freeLeases as freeDeliveries } from './deliveries/resume.ts'
import type { Deps } from './deps.ts'
import { withoutValues } from './errors.ts'
import { writeRefusals } from './health/refusals.ts'
import { forgetOldSessions } from './friends/forget-sessions.ts'
import { forgetOldJobs } from './jobs/forget.ts'
import { runDueJobs } from './jobs/run.ts'
import { handleEvent } from './webhook/handle.ts'
import { Lanes } from './webhook/lanes.ts'
import type { StoredEvent } from './webhook/stored-event.ts'
import { forgetOldEvents, freeLeases as freeEvents, sweepEvents } from './webhook/sweep.ts'

const forgetEveryMs = 60_000

/** Everything that goes on behind the answers, the same in both homes. */
export interface Work {
  /** Takes events that were just stored. */
  handle(events: StoredEvent[]): void
  /** One round of what is due: events and deliveries that a dead process left, and jobs. Called every second on Node, every minute by Cron. */
  round(): Promise<void>
  /** Before the first round of a process that alone holds the database. */
  takeOver(): Promise<void>
  /** Resolves when no event is being handled. */
  settled(): Promise<void>
}

export function createWork(deps: Deps): Work {
  let forgotAt = 0
  const lanes = new Lanes(
    (event) => handleEvent(deps, event),
    ({ id }, error) =>
      deps.log.error('A webhook event could not be settled: {id}', { id, error: withoutValues(error) }),
  )
  return {
    handle: (events) => lanes.add(events),
    async round() {
      lanes.add(await sweepEvents(deps))
      await resumeDeliveries(deps)
      await runDueJobs(deps)
      await writeRefusals(deps)
      if (deps.clock() - forgotAt < forgetEveryMs) return
      forgotAt = deps.clock()
      await Promise.all([forgetOldEvents(deps), forgetOldJobs(deps), forgetOldSessions(deps), forgetOldAttempts(deps)])
    },
    async takeOver() {
      if (!deps.db.exclusive) return
      await freeEvents(deps)
      await freeDeliveries(deps)
    },
    settled: () => lanes.settled(),
  }
}
