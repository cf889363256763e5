import { and, eq } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { friends, identityLinks } from '../../db/schema/index.ts'
import { addAttempts, countAttempt, takeBackAttempts, tooMany, waitsOf, type Limit } from '../attempts/count.ts'
import { MusubiError } from '../errors.ts'
import { raiseAlert } from '../health/raise-alert.ts'
import type { Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'

const windowMs = 15 * 60_000
const dayMs = 24 * 60 * 60_000
const upTo = (max: number): Limit => ({ max, windowMs })
const aDay = (max: number): Limit => ({ max, windowMs: dayMs })

/**
 * Against haste every claim is counted; against patience (a PIN has four digits) those of a day that proved nothing.
 * One person at one member gets less than the member takes, so that no stranger alone locks a member out.
 */
const limits = {
  person: { soon: upTo(5), day: aDay(10) },
  pair: { soon: upTo(3), day: aDay(5) },
  /** By the key as it is compared, whether or not there is such a member. */
  member: { soon: upTo(5), day: aDay(10) },
  /** By the member found, whichever key an account asks for; more than one person can use up by several keys. */
  found: { soon: upTo(10), day: aDay(15) },
}
/** Whole companies and mobile networks share an address. */
const perAddress = upTo(30)
const perCode = upTo(5)

/** Who claims whom, as far as counting goes. */
export interface Claimed {
  uid: string
  /** The hash of what the member is looked for by: the same for every way of writing one key. */
  key: string
  /** The member found; null for nobody. */
  customerSeq: number | null
}

/**
 * Counts a claim for the person, the person at this member, the address and the member, in this order: whoever is refused
 * is counted no further, so that nobody locks others out by trying on. Persons and members are counted across accounts,
 * because members belong to the workspace. For today it counts as failed until `claimProven` takes that back.
 * Whoever was tied to the member before comes in while strangers guess at it.
 * @throws limit_reached with `retryAfter`; the owner is told by an alert
 */
export async function countClaim(scope: Scope, claimed: Claimed, address: string): Promise<void> {
  const [names, where, known] = await Promise.all([namesOf(claimed), sha256Hex(address), wasTied(scope, claimed)])
  const person = () => friendIdOf(scope, claimed.uid)
  const place = async () => `address:${where.slice(0, 12)}`
  const member = async () => `member:${claimed.key.slice(0, 12)}`
  const today = kindsFor(known).map((kind) => ({ kind, key: `link:day:${names[kind]}`, limit: limits[kind].day }))
  const waits = await waitsOf(scope, today)
  const full = waits.findIndex((wait) => wait > 0)
  const isOfMember = today[full]?.kind === 'member' || today[full]?.kind === 'found'
  if (full >= 0) await told(scope, isOfMember ? member : person, () => Promise.reject(tooMany(waits[full]!)))
  const soon = (kind: keyof typeof limits) => countAttempt(scope, `link:${names[kind]}`, limits[kind].soon)
  await told(scope, person, () => soon('person'))
  // Somebody who mistypes a PIN is no news; whoever goes on meets a limit that is.
  await soon('pair')
  await told(scope, place, () => countAttempt(scope, addressKey(scope, where), perAddress))
  if (!known) await told(scope, member, () => soon('member'))
  if (!known) await told(scope, member, () => soon('found'))
  const days = addAttempts(
    scope,
    today.map(({ key }) => key),
    dayMs,
  )
  await scope.db.write(days)
}

/**
 * The statement by which a claim that was proven is taken back from the day, and from the address, which a whole school
 * may share; it commits with the proof.
 */
export async function claimProven(scope: Scope, claimed: Claimed, address: string): Promise<Statement> {
  const [names, where, known] = await Promise.all([namesOf(claimed), sha256Hex(address), wasTied(scope, claimed)])
  const today = kindsFor(known).map((kind) => `link:day:${names[kind]}`)
  return takeBackAttempts([...today, addressKey(scope, where)])
}

const addressKey = ({ account }: Scope, where: string) => `link:address:${account.id}:${where}`

/** Counts a try of a one-time code for the person and the address. */
export async function countCode(scope: Scope, { uid, address }: { uid: string; address: string }): Promise<void> {
  const [where, who] = await Promise.all([sha256Hex(address), sha256Hex(uid)])
  const person = () => friendIdOf(scope, uid)
  await told(scope, person, () => countAttempt(scope, `link:code:${who}`, perCode))
  const place = async () => `address:${where.slice(0, 12)}`
  await told(scope, place, () => countAttempt(scope, addressKey(scope, where), perAddress))
}

/** What each counter is called; nobody is counted like a member, so that both take the same work. */
async function namesOf({ uid, key, customerSeq }: Claimed): Promise<Record<keyof typeof limits, string>> {
  const [who, pair, found] = await Promise.all([
    sha256Hex(uid),
    sha256Hex(`${uid} ${key}`),
    sha256Hex(customerSeq === null ? `nobody ${key}` : `customer ${customerSeq}`),
  ])
  return { person: `person:${who}`, pair: `pair:${pair}`, member: `member:${key}`, found: `found:${found}` }
}

/** What counts for somebody, in the order in which it refuses. */
const kindsFor = (known: boolean): (keyof typeof limits)[] =>
  known ? ['person', 'pair'] : ['person', 'pair', 'member', 'found']

/** Whether the person was tied to this member, in any account. */
async function wasTied({ db }: Scope, { uid, customerSeq }: Claimed): Promise<boolean> {
  const isTheirs = and(eq(identityLinks.customerSeq, customerSeq ?? -1), eq(identityLinks.uid, uid))
  return (await db.orm.select({ id: identityLinks.id }).from(identityLinks).where(isTheirs).get()) !== undefined
}

/** Raises the alert when a limit is met. */
async function told(scope: Scope, subject: () => Promise<string>, count: () => Promise<void>): Promise<void> {
  try {
    await count()
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
