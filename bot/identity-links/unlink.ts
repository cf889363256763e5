import { and, desc, eq, isNull } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { consents, friends, identityLinks } from '../../db/schema/index.ts'
import { deauthorise } from '../channels/line/user-token.ts'
import { recordConsent } from '../consents/record.ts'
import { notFound } from '../errors.ts'
import { recordEvent } from '../events/record.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import { wantMenu } from '../rich-menus/want.ts'
import type { Scope } from '../scope.ts'
import { tieOfUid, type Tie } from './tie.ts'

export type Deauthorisation = NonNullable<Tie['deauthorised']>

/**
 * Ends a tie: the friend has its former customer again, the history keeps the tie, and the members' rich menu goes.
 * Undone, as a guard failure, when the tie has ended by then.
 */
export function unlinkStatements(
  scope: Scope,
  tie: Tie,
  { endedBy, deauthorised }: { endedBy: string; deauthorised: Deauthorisation },
): Statement[] {
  const { account } = scope
  const ended = build
    .update(identityLinks)
    .set({ endedAt: scope.clock(), endedBy, deauthorised })
    .where(and(eq(identityLinks.id, tie.id), eq(identityLinks.accountId, account.id), isNull(identityLinks.endedAt)))
  const returned = build
    .update(friends)
    .set({ customerSeq: tie.formerCustomerSeq })
    .where(and(eq(friends.accountId, account.id), eq(friends.seq, tie.friendSeq)))
  return [
    must(statement(ended)),
    must(statement(returned)),
    recordEvent(scope, { uid: tie.uid, name: 'identity.unlinked', properties: { memberId: tie.memberId, endedBy } }),
    ...wantMenu(scope, { uid: tie.uid, key: null }),
  ]
}

/**
 * Ends a person's tie at their own wish, and tells LINE. The tie is gone first, so that LINE's silence keeps nobody; then
 * LINE is told by a job if it does not answer at once.
 * @param accessToken LINE's, of the mini-app; null when the page has none
 * @returns whether LINE has been told
 * @throws not_found when there is no tie
 */
export async function unlinkOwn(
  scope: Scope,
  { uid, accessToken }: { uid: string; accessToken: string | null },
): Promise<{ told: boolean }> {
  const tie = await tieOfUid(scope, uid)
  if (!tie) throw notFound('The connection')
  const deauthorised = accessToken === null ? ('no_token' as const) : ('failed' as const)
  try {
    await scope.db.write([
      ...unlinkStatements(scope, tie, { endedBy: 'friend', deauthorised }),
      ...(await withdrawal(scope, tie)),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw notFound('The connection')
    throw error
  }
  scope.kick()
  if (accessToken === null) return { told: false }
  const result = await tellLine(scope, { linkId: tie.id, uid, accessToken })
  if (typeof result === 'object' && 'again' in result) await tellLater(scope, { linkId: tie.id, uid, accessToken })
  return { told: result === 'done' }
}

/** The person agreed to the tie when it was made; that they do not any more is a fact of its own. */
async function withdrawal(scope: Scope, { friendSeq, uid }: Tie): Promise<Statement[]> {
  const [given] = await scope.db.orm
    .select({ version: consents.version, text: consents.text, language: consents.language })
    .from(consents)
    .where(
      and(eq(consents.accountId, scope.account.id), eq(consents.friendSeq, friendSeq), eq(consents.purpose, 'link')),
    )
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(1)
  return given ? [recordConsent(scope, { uid, purpose: 'link', act: 'withdrawn', ...given, mouth: 'liff' })] : []
}

interface Telling {
  linkId: string
  uid: string
  accessToken: string
}

/** Tells LINE that a tie has ended, and keeps what came of it with the tie. */
export async function tellLine(scope: Scope, { linkId, uid, accessToken }: Telling): Promise<JobResult> {
  const told = await deauthorise(scope, { uid, accessToken })
  if (told.kind === 'again') return { again: told.reason }
  if (told.kind === 'not_theirs') return { failed: 'not_allowed' }
  await scope.db.write([
    statement(
      build
        .update(identityLinks)
        .set({ deauthorised: 'done' })
        .where(and(eq(identityLinks.accountId, scope.account.id), eq(identityLinks.id, linkId))),
    ),
  ])
  return 'done'
}

/** The access token waits sealed; it lives twelve hours at most, and so does the use of it. */
async function tellLater(scope: Scope, { accessToken, ...rest }: Telling): Promise<void> {
  const payload = { ...rest, sealed: await scope.seal.seal(accessToken) }
  await scope.db.write([enqueue(scope, { kind: 'identity-links.tell-line', key: rest.linkId, payload })])
}

/** The job that tells LINE later. */
export const tellLineJob = async (
  scope: Scope,
  { sealed, ...rest }: { linkId: string; uid: string; sealed: string },
): Promise<JobResult> => tellLine(scope, { ...rest, accessToken: await scope.seal.open(sealed) })
