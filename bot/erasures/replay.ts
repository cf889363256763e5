import { and, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { accounts, customers, erasures, friends, identityLinks } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import { eraseMemberRow } from '../customers/erase.ts'
import type { Deps } from '../deps.ts'
import { eraseMemberEvents } from '../events/erase.ts'
import { eraseSearches } from '../forms/export.ts'
import { eraseMemberLinks } from '../identity-links/erase.ts'
import { unlinkStatements } from '../identity-links/unlink.ts'
import { scopeOf } from '../scope.ts'
import { eraseTraces } from './erase-friend.ts'
import { friendStatements, subjectsOf } from './friend-statements.ts'
import { subjectHasher } from './subject-hash.ts'
import { tidySearch } from './tidy-search.ts'
import { findTraces } from './traces.ts'

/** So many people are compared with the ledger at once. */
const chunk = 2_000

/** Until when somebody of this hash is erased: who came after that is a new friend. */
type Ledger = Map<string, number>

/**
 * Erases again whom the ledger names, after an older backup was brought back; to be done before anybody is served. It is
 * safe to run any number of times. LINE is not asked: what stands there was put right by the erasure itself.
 * @returns how many friends and members were in the backup still
 */
export async function replayErasures(deps: Deps): Promise<{ friends: number; members: number }> {
  const ledger: Ledger = new Map()
  for (const { subjectHash, at } of await deps.db.orm.select().from(erasures))
    ledger.set(subjectHash, Math.max(at, ledger.get(subjectHash) ?? 0))
  if (ledger.size === 0) return { friends: 0, members: 0 }
  const hashOf = await subjectHasher(deps.settings.MUSUBI_SECRET ?? '')
  // Friends first, so that no tie to a member who goes is left.
  const gone = await eachChunk(deps, friendChunk, async (friend) => {
    const { accountId, uid } = friend
    if (friend.createdAt > (ledger.get(await hashOf({ kind: 'friend', accountId, uid })) ?? -1)) return false
    await eraseAgain(deps, friend)
    return true
  })
  const members = await eachChunk(deps, memberChunk, async ({ seq, id, memberId, createdAt }) => {
    if (createdAt > (ledger.get(await hashOf({ kind: 'member', memberId })) ?? -1)) return false
    await eraseMemberAgain(deps, { seq, id, memberId })
    return true
  })
  return { friends: gone, members }
}

async function eachChunk<Row extends { seq: number }>(
  deps: Deps,
  read: (deps: Deps, after: number) => Promise<Row[]>,
  erase: (row: Row) => Promise<boolean>,
): Promise<number> {
  let erased = 0
  for (let after = 0; ;) {
    const rows = await read(deps, after)
    for (const row of rows) if (await erase(row)) erased++
    const last = rows.at(-1)
    if (!last) return erased
    after = last.seq
  }
}

const friendChunk = ({ db }: Deps, after: number) =>
  db.reports
    .select({
      seq: friends.seq,
      id: friends.id,
      accountId: friends.accountId,
      uid: friends.uid,
      customerSeq: friends.customerSeq,
      createdAt: friends.createdAt,
    })
    .from(friends)
    .where(gt(friends.seq, after))
    .orderBy(friends.seq)
    .limit(chunk)

const memberChunk = ({ db }: Deps, after: number) =>
  db.reports
    .select({
      seq: customers.seq,
      id: customers.id,
      memberId: sql<string>`${customers.memberId}`,
      createdAt: customers.createdAt,
    })
    .from(customers)
    .where(and(gt(customers.seq, after), isNotNull(customers.memberId)))
    .orderBy(customers.seq)
    .limit(chunk)

async function eraseAgain(deps: Deps, friend: Awaited<ReturnType<typeof friendChunk>>[number]): Promise<void> {
  const { accountId, uid } = friend
  const account = await loadAccount(deps, accountId)
  if (!account) return
  const scope = scopeOf(deps, account, { kind: 'system' })
  const subjects = await subjectsOf(deps, accountId, friend)
  const traces = await findTraces(deps, { accountId, uids: [uid], memberId: null, subjects })
  await deps.db.write([...eraseTraces(traces), ...(await friendStatements(scope, friend))])
}

async function eraseMemberAgain(deps: Deps, member: { seq: number; id: string; memberId: string }): Promise<void> {
  const ties = await deps.db.orm.select().from(identityLinks).where(eq(identityLinks.customerSeq, member.seq))
  const ended = await Promise.all(
    ties
      .filter(({ endedAt }) => endedAt === null)
      .map(async (tie) => {
        const account = await loadAccount(deps, tie.accountId)
        const how = { endedBy: 'command', deauthorised: 'no_token' as const }
        return account ? unlinkStatements(scopeOf(deps, account, { kind: 'system' }), tie, how) : []
      }),
  )
  const uids = ties.map(({ uid }) => uid)
  const traces = await findTraces(deps, { accountId: null, uids, memberId: member.memberId, subjects: [member.id] })
  const known = await deps.db.orm.select({ id: accounts.id }).from(accounts)
  const everSeqs = ties.map(({ friendSeq }) => friendSeq)
  await deps.db.write([
    ...eraseTraces(traces),
    ...ended.flat(),
    ...eraseMemberLinks(member.seq),
    eraseMemberEvents(everSeqs, member.memberId),
    ...eraseMemberRow(member.seq),
    ...known.flatMap(({ id }) => [eraseSearches(id), tidySearch({ ...deps, account: { id } })]),
  ])
}
