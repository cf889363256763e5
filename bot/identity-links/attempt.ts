import { and, eq, inArray, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { customers, friends, identityLinks, linkAttempts } from '../../db/schema/index.ts'
import { contactsOf } from '../customers/contacts.ts'
import { invalid, notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { conflictSince } from './conflict.ts'
import type { LinkRefusal, LinkView, MemberLogin } from './contract.ts'
import { registrationToResume } from './resume-registration.ts'

/** People look for their card; after this they begin anew. */
export const attemptMs = 30 * 60_000
/** How long a one-time code is good for. */
export const codeMs = 10 * 60_000
const racesMax = 5

export type Attempt = typeof linkAttempts.$inferSelect

/** Refuses a step of the member login; the page words the reason. */
export const refuse = (reason: LinkRefusal) => invalid('The member login cannot go on like this', { reason })

/**
 * The account's member login.
 * @throws not_found when the company has none
 */
export function memberLoginOf(scope: Scope): MemberLogin {
  if (!scope.account.memberLogin) throw notFound('The member login')
  return scope.account.memberLogin
}

/**
 * Begins a person's way through the member login, or goes on with the one that is open, in whatever browser it began.
 * Whoever became a member in LINE and ended the tie is proven at once (`registrationToResume`).
 */
export async function openAttempt(scope: Scope, { uid }: { uid: string }): Promise<LinkView> {
  memberLoginOf(scope)
  for (let races = 0; ; races++) {
    const { friend, tied, open } = await whereIs(scope, uid)
    if (tied) throw refuse('already_linked')
    const now = scope.clock()
    const resumed = await registrationToResume(scope, friend.seq)
    const goesOn = open !== undefined && open.expiresAt > now
    if (goesOn && (open.state !== 'opened' || !resumed)) return viewOf(scope, open)
    const id = scope.ids()
    const expired = open ? [changeAttempt(open, { state: 'expired' })] : []
    const opened = build.insert(linkAttempts).values({
      id,
      accountId: scope.account.id,
      friendSeq: friend.seq,
      state: 'opened',
      openedAt: now,
      expiresAt: now + attemptMs,
      revision: 0,
      ...resumed,
    })
    try {
      await scope.db.write([...expired, statement(opened)])
      return await viewOf(scope, await ownAttempt(scope, { id, uid }))
    } catch (error) {
      if (!isGuardFailure(error) || races >= racesMax) throw error
    }
  }
}

/**
 * A person's own attempt by its id.
 * @throws not_found for somebody else's or an unknown one, invalid `expired`
 */
export async function ownAttempt(scope: Scope, { id, uid }: { id: string; uid: string }): Promise<Attempt> {
  const row = await scope.db.orm
    .select({ attempt: linkAttempts })
    .from(linkAttempts)
    .innerJoin(friends, eq(friends.seq, linkAttempts.friendSeq))
    .where(and(eq(linkAttempts.id, id), eq(linkAttempts.accountId, scope.account.id), eq(friends.uid, uid)))
    .get()
  if (!row) throw notFound('This member login')
  const { attempt } = row
  const over = attempt.state === 'expired' || attempt.expiresAt <= scope.clock()
  if (over && attempt.state !== 'linked' && attempt.state !== 'conflict') throw refuse('expired')
  return attempt
}

/**
 * What is kept of a code that was sent (`codeHash`): its own hash, and the hash of the key that was claimed, by which
 * another mail is counted, for members and for nobody alike.
 */
export const keptCode = (codeHash: string, key: string): string => `${codeHash} ${key}`

/** Takes apart what `keptCode` made. */
export function keptIn({ codeHash }: Attempt): { hash: string; key: string } {
  const [hash = '', key = ''] = (codeHash ?? '').split(' ')
  return { hash, key }
}

/** Changes an attempt as it was read; undone when somebody else changed it meanwhile. */
export const changeAttempt = (attempt: Attempt, change: Partial<Attempt>): Statement =>
  must(
    statement(
      build
        .update(linkAttempts)
        .set({ ...change, revision: attempt.revision + 1 })
        .where(and(eq(linkAttempts.id, attempt.id), eq(linkAttempts.revision, attempt.revision))),
    ),
  )

/** What the page gets to see of an attempt. Before the member is proven it tells nothing about any member. */
export async function viewOf(scope: Scope, attempt: Attempt): Promise<LinkView> {
  const { id, state, customerSeq, codeExpiresAt } = attempt
  if (state === 'expired') throw refuse('expired')
  const code =
    state === 'code_sent' && codeExpiresAt ? { sentAt: codeExpiresAt - codeMs, expiresAt: codeExpiresAt } : null
  const proven = (state === 'proven' || state === 'linked' || state === 'conflict') && customerSeq !== null
  const [sides, since] = await Promise.all([
    proven ? sidesOf(scope, attempt.friendSeq, customerSeq) : null,
    state === 'opened' ? conflictSince(scope, attempt) : null,
  ])
  return { id, state, sides, conflictSince: since, code }
}

async function sidesOf(scope: Scope, friendSeq: number, customerSeq: number): Promise<LinkView['sides']> {
  const [friend, member, contacts] = await Promise.all([
    scope.db.orm
      .select({ displayName: friends.displayName, pictureUrl: friends.pictureUrl })
      .from(friends)
      .where(and(eq(friends.accountId, scope.account.id), eq(friends.seq, friendSeq)))
      .get(),
    scope.db.orm.select({ memberId: customers.memberId }).from(customers).where(eq(customers.seq, customerSeq)).get(),
    contactsOf(scope, customerSeq),
  ])
  return {
    friend: friend ?? { displayName: null, pictureUrl: null },
    member: { memberId: member?.memberId ?? '', name: contacts.find(({ kind }) => kind === 'name')?.value ?? null },
  }
}

/** A friend, the tie that holds, and the open attempt, as they stand now. */
async function whereIs(scope: Scope, uid: string) {
  const friend = await scope.db.orm
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.uid, uid)))
    .get()
  if (!friend) throw notFound('This person')
  const [tied, open] = await Promise.all([
    scope.db.orm
      .select({ id: identityLinks.id })
      .from(identityLinks)
      .where(and(eq(identityLinks.friendSeq, friend.seq), sql`${identityLinks.endedAt} is null`))
      .get(),
    scope.db.orm
      .select()
      .from(linkAttempts)
      .where(
        and(eq(linkAttempts.friendSeq, friend.seq), inArray(linkAttempts.state, ['opened', 'code_sent', 'proven'])),
      )
      .get(),
  ])
  return { friend, tied, open }
}
