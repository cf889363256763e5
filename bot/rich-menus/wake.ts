import { sql, type SQL } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { friends, jobs } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { hurry } from '../jobs/hurry.ts'
import type { Scope } from '../scope.ts'

const kind = 'rich-menus.switch'

/** The job that makes LINE show what is wanted; one that waits or is under way begins anew, as it may have read the old wish. */
export function switchSoon(scope: Scope, uid: string): Statement[] {
  const job = { kind, key: `${scope.account.id}:${uid}`, payload: { uid } }
  return [hurry(scope, job), enqueue(scope, job)]
}

const ofAccount = sql`${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.menuReason} is not null`

/**
 * So many attempts the jobs of a crowd begin with: what has none yet goes first (`jobs/run.ts`), so whoever links by
 * themselves meanwhile does not stand behind everybody.
 */
const crowdAttempts = 1

/** A job for each friend who waits, in one statement, however many they are. Columns stand as in the table. */
const insertJobs = (who: SQL, attempts: number) =>
  template<{ prefix: string; accountId: string; uid?: string; now: number }>(
    build
      .insert(jobs)
      .select(
        sql`
        select ${sql.placeholder('prefix')} || '-' || ${friends.seq}, ${friends.accountId}, ${sql.raw(`'${kind}'`)},
          ${friends.accountId} || ':' || ${friends.uid}, json_object('uid', ${friends.uid}), 'open',
          ${sql.placeholder('now')}, 0, ${sql.raw(String(attempts))}, null, ${sql.placeholder('now')}, null, null
        from ${friends} where ${who}`,
      )
      .onConflictDoNothing(),
  )
const insertForAll = insertJobs(ofAccount, crowdAttempts)
const insertForOne = insertJobs(sql`${ofAccount} and ${friends.uid} = ${sql.placeholder('uid')}`, 0)

const hurryAll = template<{ accountId: string; now: number }>(
  build
    .update(jobs)
    .set({ runAt: sql`${sql.placeholder('now')}`, leasedUntil: 0, attempts: crowdAttempts })
    .where(
      sql`${jobs.state} = 'open' and ${jobs.accountId} = ${sql.placeholder('accountId')} and ${jobs.kind} = ${sql.raw(`'${kind}'`)}`,
    ),
)

/** Whoever waits for a menu is switched soon. */
export function wakeWaiting(scope: Scope): Statement[] {
  const values = { accountId: scope.account.id, now: scope.clock() }
  return [hurryAll(values), insertForAll({ ...values, prefix: scope.ids() })]
}

/** The same for one friend, who may not be waiting at all. */
export function wakeIfWaiting(scope: Scope, uid: string): Statement[] {
  const accountId = scope.account.id
  return [
    hurry(scope, { kind, key: `${accountId}:${uid}` }),
    insertForOne({ accountId, uid, now: scope.clock(), prefix: scope.ids() }),
  ]
}
