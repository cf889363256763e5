import { sql } from 'drizzle-orm'
import { build, must, template } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import { sendDelivery } from '../deliveries/send.ts'
import type { Deps } from '../deps.ts'
import { withoutValues } from '../errors.ts'
import { scopeOf } from '../scope.ts'
import { dispatch } from './dispatch.ts'
import type { StoredEvent } from './stored-event.ts'

/** How often a turn is decided anew because somebody else moved the same conversation meanwhile. */
const collisionsMax = 5
const attemptsMax = 5
const backoffBaseMs = 2_000

const settleEvent = template<{
  id: string
  state: 'done' | 'failed' | 'quarantined'
  reason: string | null
  attempts: number
  now: number
}>(
  build
    .update(webhookEvents)
    .set({
      state: sql`${sql.placeholder('state')}`,
      reason: sql`${sql.placeholder('reason')}`,
      attempts: sql`${sql.placeholder('attempts')}`,
      handledAt: sql`${sql.placeholder('now')}`,
      leasedUntil: 0,
    })
    .where(sql`${webhookEvents.id} = ${sql.placeholder('id')} and ${webhookEvents.state} = 'new'`),
)

const putBack = template<{ id: string; attempts: number; reason: string; until: number }>(
  build
    .update(webhookEvents)
    .set({
      attempts: sql`${sql.placeholder('attempts')}`,
      reason: sql`${sql.placeholder('reason')}`,
      leasedUntil: sql`${sql.placeholder('until')}`,
    })
    .where(sql`${webhookEvents.id} = ${sql.placeholder('id')} and ${webhookEvents.state} = 'new'`),
)

/**
 * Handles one stored event: decides, writes everything in one batch, then makes the calls that the batch planned.
 * Whoever comes second (another process, a sweeper) finds the event not `new` any more, and its batch is undone whole.
 * An error is kept in the row and tried again a few times; then the event is `failed`, and staff see it.
 */
export async function handleEvent(deps: Deps, stored: StoredEvent): Promise<void> {
  try {
    await handleOrThrow(deps, stored)
  } catch (error) {
    const reason = withoutValues(error)
    const attempts = stored.attempts + 1
    deps.log.error('A webhook event failed: {id}', { id: stored.id, attempts, error: reason })
    const failed = settleEvent({ id: stored.id, state: 'failed', reason, attempts, now: deps.clock() })
    const again = putBack({ id: stored.id, attempts, reason, until: deps.clock() + backoffBaseMs * 2 ** attempts })
    await deps.db.write([attempts >= attemptsMax ? failed : again])
  }
}

async function handleOrThrow(deps: Deps, stored: StoredEvent): Promise<void> {
  const account = await loadAccount(deps, stored.accountId)
  if (!account) throw new Error(`There is no account ${stored.accountId}`)
  if (account.botUserId && stored.destination && stored.destination !== account.botUserId) {
    await deps.db.write([
      settleEvent({
        id: stored.id,
        state: 'quarantined',
        reason: 'foreign_destination',
        attempts: stored.attempts,
        now: deps.clock(),
      }),
    ])
    return
  }
  const scope = scopeOf(deps, account, { kind: 'friend', proof: 'webhook_signature', uid: stored.uid ?? '' })
  for (let collisions = 0; ; collisions++) {
    const { statements, deliveries } = await dispatch(scope, stored)
    try {
      await deps.db.write([
        // First, so that whoever comes second does nothing at all.
        must(settleEvent({ id: stored.id, state: 'done', reason: null, attempts: stored.attempts, now: deps.clock() })),
        ...statements,
      ])
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
      if (!(await isNew(deps, stored.id))) return
      continue
    }
    // Who has just come should have a name before staff see what they write.
    if (stored.event.type === 'follow') deps.kick()
    await Promise.all(deliveries.map((delivery) => sendDelivery(scope, delivery)))
    return
  }
}

async function isNew(deps: Deps, id: string): Promise<boolean> {
  const row = await deps.db.orm
    .select({ state: webhookEvents.state })
    .from(webhookEvents)
    .where(sql`${webhookEvents.id} = ${id}`)
    .get()
  return row?.state === 'new'
}
