import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { customers, friends } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'

/** A friend as handlers need it. */
export interface KnownFriend {
  seq: number
  id: string
  displayName: string | null
  language: string | null
  /** The language that the person chose; outranks LINE's. */
  chosenLanguage: 'ja' | 'en' | null
  profileFetchedAt: number | null
  lastSeenAt: number
}

/** When somebody was last seen is kept to the minute: a row written for every message would tell no more. */
const seenMs = 60_000

/** A profile older than this is fetched again at the person's next event. */
const profileFreshMs = 7 * 24 * 60 * 60_000

const insertCustomer = template<{ id: string; now: number; accountId: string; uid: string }>(
  build.insert(customers).select(sql`
    select null, ${sql.placeholder('id')}, null, '{}', ${sql.placeholder('now')}
    where not exists (
      select 1 from ${friends} where ${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')}
    )`),
)

const insertFriend = template<{ id: string; accountId: string; uid: string; customerId: string; now: number }>(
  build
    .insert(friends)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      uid: sql.placeholder('uid'),
      // When the friend is known already this is null and of no account: the conflict decides first.
      customerSeq: sql`coalesce((select ${customers.seq} from ${customers} where ${customers.id} = ${sql.placeholder('customerId')}), 0)`,
      friendship: 'unknown',
      createdAt: sql.placeholder('now'),
      lastSeenAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate({ target: [friends.accountId, friends.uid], set: { lastSeenAt: sql`excluded.last_seen_at` } }),
)

const touchFriend = template<{ seq: number; now: number }>(
  build
    .update(friends)
    .set({ lastSeenAt: sql`${sql.placeholder('now')}` })
    .where(sql`${friends.seq} = ${sql.placeholder('seq')}`),
)

/**
 * The statements by which a UID becomes a friend (with an anonymous customer behind it) or is noted as seen again;
 * the profile is fetched by a job where it is missing or old.
 * @param known what was read about the UID before; null when it was never seen
 */
export function learnFriend(scope: Scope, uid: string, known: KnownFriend | null): Statement[] {
  const now = scope.clock()
  const accountId = scope.account.id
  const statements: Statement[] = []
  if (known) {
    if (now - known.lastSeenAt >= seenMs) statements.push(touchFriend({ seq: known.seq, now }))
  } else {
    const customerId = scope.ids()
    statements.push(
      insertCustomer({ id: customerId, now, accountId, uid }),
      insertFriend({ id: scope.ids(), accountId, uid, customerId, now }),
    )
  }
  if (!known?.profileFetchedAt || now - known.profileFetchedAt > profileFreshMs) {
    statements.push(profileJob(scope, uid))
  }
  return statements
}

/** Fetches the profile soon; while that waits to be done, asking again adds nothing. */
export const profileJob = (scope: Scope, uid: string): Statement =>
  enqueue(scope, { kind: 'friends.refresh-profile', key: `${scope.account.id}:${uid}`, payload: { uid } })

/** A friend's `seq` inside a statement, so that a friend who is written in the same batch can be referred to. */
export const friendSeqOf = sql`(select ${friends.seq} from ${friends} where ${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')})`
