import { and, eq } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'
import { countAttempt, type Limit } from '../attempts/count.ts'
import { MusubiError } from '../errors.ts'
import { raiseAlert } from '../health/raise-alert.ts'
import type { Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'

const windowMs = 15 * 60_000
const perPerson: Limit = { max: 5, windowMs }
const perMember: Limit = { max: 5, windowMs }
/** Whole companies and mobile networks share an address. */
const perAddress: Limit = { max: 30, windowMs }
const perCode: Limit = { max: 5, windowMs }

/**
 * Counts a claim for the address, the person and the member number, in this order, whether or not there is such a member.
 * Whoever is locked out is counted no further, so that nobody locks a member out by trying on.
 * @param key as `countedKey` gives it
 * @throws limit_reached with `retryAfter`; the owner is told by an alert
 */
export async function countClaim(scope: Scope, { uid, key, address }: { uid: string; key: string; address: string }) {
  const { id } = scope.account
  const [where, who, which] = await Promise.all([sha256Hex(address), sha256Hex(uid), sha256Hex(key)])
  const person = () => friendIdOf(scope, uid)
  await counted(scope, `link:address:${id}:${where}`, perAddress, async () => `address:${where.slice(0, 12)}`)
  await counted(scope, `link:person:${id}:${who}`, perPerson, person)
  await counted(scope, `link:member:${id}:${which}`, perMember, async () => `member:${which.slice(0, 12)}`)
}

/** Counts a try of a one-time code for the person and the address. */
export async function countCode(scope: Scope, { uid, address }: { uid: string; address: string }) {
  const { id } = scope.account
  const [where, who] = await Promise.all([sha256Hex(address), sha256Hex(uid)])
  await counted(scope, `link:address:${id}:${where}`, perAddress, async () => `address:${where.slice(0, 12)}`)
  await counted(scope, `link:code:${id}:${who}`, perCode, () => friendIdOf(scope, uid))
}

async function counted(scope: Scope, key: string, limit: Limit, subject: () => Promise<string>): Promise<void> {
  try {
    await countAttempt(scope, key, limit)
  } catch (error) {
    if (error instanceof MusubiError && error.code === 'limit_reached') {
      const about = { accountId: scope.account.id, kind: 'link_guessing' as const, subject: await subject() }
      await scope.db.write([raiseAlert({ ...about, count: 1, now: scope.clock() })])
    }
    throw error
  }
}

async function friendIdOf({ db, account }: Scope, uid: string): Promise<string> {
  const isThisFriend = and(eq(friends.accountId, account.id), eq(friends.uid, uid))
  return (await db.orm.select({ id: friends.id }).from(friends).where(isThisFriend).get())?.id ?? 'unknown'
}
