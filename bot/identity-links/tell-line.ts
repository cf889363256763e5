import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { identityLinks } from '../../db/schema/index.ts'
import { deauthorise } from '../channels/line/user-token.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import { settle } from '../jobs/settle.ts'
import type { Scope } from '../scope.ts'

const kind = 'identity-links.tell-line'
/** The person looks at the page meanwhile, which itself gives up after fifteen seconds. */
const patienceMs = 6_000
/** The job leaves LINE to the request that has just ended the tie, unless that one is dead by then. */
const jobAfterMs = 20_000
/** LINE's access token of the mini-app lives twelve hours at most; after that nobody can be told with it. */
const tokenLivesMs = 12 * 60 * 60_000
const againWithinMs = 30 * 60_000

interface Telling {
  linkId: string
  uid: string
  accessToken: string
}

/** The promise to tell LINE that a tie has ended; it commits with that end. The access token waits sealed. */
export async function promiseToTell(scope: Scope, { accessToken, ...rest }: Telling): Promise<Statement> {
  const payload = { ...rest, sealed: await scope.seal.seal(accessToken) }
  return enqueue(scope, { kind, key: rest.linkId, payload, runAt: scope.clock() + jobAfterMs })
}

/**
 * Tells LINE at once, as far as the person can be kept waiting; what LINE answers later is kept all the same.
 * @returns whether LINE has been told by then
 */
export async function tellNow(scope: Scope, telling: Telling): Promise<boolean> {
  const asked = tell(scope, telling).catch(() => 'again' as const)
  scope.background(asked)
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise<'again'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'again')
  })
  const told = await Promise.race([asked, enough])
  clearTimeout(timer)
  return told === 'done'
}

/** The job that tells LINE when the request could not. */
export async function tellLineJob(
  scope: Scope,
  { sealed, linkId, uid }: { linkId: string; uid: string; sealed: string },
): Promise<JobResult> {
  const tie = await scope.db.orm
    .select({ endedAt: identityLinks.endedAt, deauthorised: identityLinks.deauthorised })
    .from(identityLinks)
    .where(and(eq(identityLinks.accountId, scope.account.id), eq(identityLinks.id, linkId)))
    .get()
  if (!tie || tie.deauthorised !== 'waiting') return 'done'
  if (scope.clock() >= (tie.endedAt ?? 0) + tokenLivesMs) {
    await scope.db.write([outcome(scope, linkId, 'failed')])
    return { failed: 'too_late' }
  }
  const told = await tell(scope, { linkId, uid, accessToken: await scope.seal.open(sealed) })
  return told === 'again' ? { again: 'line_unavailable', within: againWithinMs } : 'done'
}

/** Tells LINE; what came of it is kept with the tie, and then there is nothing left to promise. */
async function tell(scope: Scope, { linkId, uid, accessToken }: Telling): Promise<'done' | 'failed' | 'again'> {
  const told = await deauthorise(scope, { uid, accessToken })
  if (told.kind === 'again') return 'again'
  const came = told.kind === 'done' ? ('done' as const) : ('failed' as const)
  await scope.db.write([outcome(scope, linkId, came), settle(scope, { kind, key: linkId })])
  return came
}

/** A late answer to a second call must not undo what the first one has brought. */
const outcome = (scope: Scope, linkId: string, deauthorised: 'done' | 'failed'): Statement =>
  statement(
    build
      .update(identityLinks)
      .set({ deauthorised })
      .where(
        and(
          eq(identityLinks.accountId, scope.account.id),
          eq(identityLinks.id, linkId),
          deauthorised === 'failed' ? eq(identityLinks.deauthorised, 'waiting') : undefined,
        ),
      ),
  )
