import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { preparedOn } from '../../db/prepared.ts'
import { alerts, friends, friendSessions } from '../../db/schema/index.ts'
import { proveIdToken } from '../channels/line/id-token.ts'
import type { Language } from '../forms/contract.ts'
import type { Scope } from '../scope.ts'
import { hexOfBytes, sha256Hex } from '../seal.ts'
import { learnFriend } from './learn.ts'

/** People are interrupted; a form must not time out under their hands. */
const sessionMs = 12 * 60 * 60_000
/** So many sessions out of one ID token are honest (reloads, tabs); from then on staff are told. */
const honestExchanges = 4
const tokenBytes = 32

export interface FriendSession {
  /** The bearer token; only its hash is kept. */
  session: string
  expiresAt: number
  /** `language` is the one that the person chose, wherever that was. */
  friend: { displayName: string | null; following: boolean; language: Language | null }
}

/**
 * Exchanges a verified ID token for our own short session, and learns the person. The same token may be exchanged
 * again within its hour, each time for a session of its own; many exchanges raise an alert that names the person.
 * @throws MusubiError unauthenticated, unavailable
 */
export async function openSession(scope: Scope, idToken: string): Promise<FriendSession> {
  const { uid } = await proveIdToken(scope, idToken)
  const { db, clock, account } = scope
  const now = clock()
  const session = hexOfBytes(scope.random(tokenBytes))
  const [tokenHash, idTokenHash] = await Promise.all([sha256Hex(session), sha256Hex(idToken)])
  const isThisFriend = and(eq(friends.accountId, account.id), eq(friends.uid, uid))
  const known = await db.orm.select().from(friends).where(isThisFriend).get()
  const expiresAt = now + sessionMs
  await db.write([
    ...learnFriend(scope, uid, known ?? null),
    statement(
      build.insert(friendSessions).values({
        tokenHash,
        accountId: account.id,
        friendSeq: sql`(select ${friends.seq} from ${friends} where ${isThisFriend})`,
        idTokenHash,
        createdAt: now,
        expiresAt,
      }),
    ),
    watchExchanges(scope, idTokenHash),
  ])
  return {
    session,
    expiresAt,
    friend: {
      displayName: known?.displayName ?? null,
      following: known?.friendship === 'following',
      language: known?.chosenLanguage ?? null,
    },
  }
}

/** Raises an alert when the token has been exchanged more often than is honest; counted where nobody can come between. */
const watchExchanges = ({ account, clock }: Scope, idTokenHash: string): Statement =>
  statement(
    build
      .insert(alerts)
      .select(
        sql`select ${account.id}, 'id_token_reused', ${friends.id}, count(*), ${clock()}, ${clock()}, null
          from ${friendSessions} inner join ${friends} on ${friends.seq} = ${friendSessions.friendSeq}
          where ${friendSessions.idTokenHash} = ${idTokenHash} and ${friendSessions.accountId} = ${account.id}
          having count(*) > ${honestExchanges}`,
      )
      .onConflictDoUpdate({
        target: [alerts.accountId, alerts.kind, alerts.subject],
        set: { count: sql`max(${alerts.count}, excluded.count)`, lastAt: sql`excluded.last_at`, settledAt: null },
      }),
  )

/** Whose live session a bearer token is, in this account. */
export function friendOfSession(
  scope: Scope,
  tokenHash: string,
): Promise<{ uid: string; friendSeq: number } | undefined> {
  return liveSession(scope.db).get({ tokenHash, accountId: scope.account.id, now: scope.clock() })
}

const liveSession = preparedOn((orm) =>
  orm
    .select({ uid: friends.uid, friendSeq: friends.seq })
    .from(friendSessions)
    .innerJoin(friends, eq(friends.seq, friendSessions.friendSeq))
    .where(
      sql`${friendSessions.tokenHash} = ${sql.placeholder('tokenHash')} and ${friendSessions.accountId} = ${sql.placeholder('accountId')}
        and ${friendSessions.expiresAt} > ${sql.placeholder('now')} and ${friendSessions.endedAt} is null`,
    )
    .prepare(),
)

/** Ends one session, at the person's own wish. */
export async function closeSession(scope: Scope, tokenHash: string): Promise<void> {
  await scope.db.write([
    statement(
      build
        .update(friendSessions)
        .set({ endedAt: scope.clock() })
        .where(and(eq(friendSessions.tokenHash, tokenHash), eq(friendSessions.accountId, scope.account.id))),
    ),
  ])
}
