import { eq } from 'drizzle-orm'
import { createMiddleware } from 'hono/factory'
import { build, statement } from '../../../db/database.ts'
import { apiKeys } from '../../../db/schema/index.ts'
import { countAttempt } from '../../attempts/count.ts'
import type { Deps } from '../../deps.ts'
import { noteRefusal } from '../../health/refusals.ts'
import { clientAddress, peerAddress } from '../../http/client-address.ts'
import { sha256Hex } from '../../seal.ts'
import type { ApiScope } from '../contract.ts'
import { addressOf, isWithin, networkOf } from '../ip-address.ts'
import { ApiProblem, type ProblemCode } from './problem.ts'
import type { ApiReader } from './submissions.ts'

export interface ApiEnv {
  Variables: { reader: ApiReader; scopes: ApiScope[]; accountId: string }
}

type Key = typeof apiKeys.$inferSelect

const minuteMs = 60_000
const perKey = { max: 600, windowMs: minuteMs }
/** Of one address, of keys that there are not. */
const guesses = { max: 30, windowMs: 10 * minuteMs }

/**
 * Lets in whoever sends a key that is good here and now, read from the database each time: one that was revoked is dead at
 * once. Every refusal of a key that we know is counted where staff see it.
 */
export function requireKey(deps: Deps) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (/msb_/i.test(decoded(pathname + search)) || namesKey(search)) throw new ApiProblem('key_in_url')
    const given = /^Bearer (msb_[A-Za-z0-9_-]{43})$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (given === undefined) throw new ApiProblem('no_key')
    const key = await keyOf(deps, given)
    if (!key) {
      await countAttempt(deps, `api:address:${clientAddress(c, deps.settings)}`, guesses)
      throw new ApiProblem('unknown_key')
    }
    const refused = refusalOf(key, peerAddress(c, deps.settings), deps.clock())
    if (refused) throw refusal(deps, key.accountId, refused)
    await countAttempt(deps, `api:key:${key.id}`, perKey)
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw refusal(deps, key.accountId, 'read_only')
    await noteUse(deps, key)
    const scopes = key.scopes as ApiScope[]
    const { db, clock } = deps
    c.set('reader', { db, clock, account: { id: key.accountId }, personal: scopes.includes('personal:read') })
    c.set('scopes', scopes)
    c.set('accountId', key.accountId)
    await next()
  })
}

/** The scope that a route asks for; it stands on the same line as the path. */
export const needs = (deps: Deps, scope: ApiScope) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    if (!c.get('scopes').includes(scope)) {
      noteRefusal(deps, c.get('accountId'), 'scope', 'api_refused')
      throw new ApiProblem('scope', scope)
    }
    await next()
  })

function refusal(deps: Deps, accountId: string, code: ProblemCode): ApiProblem {
  noteRefusal(deps, accountId, code, 'api_refused')
  return new ApiProblem(code)
}

/** Parameters that others take keys in: whoever sends one there has to hear why it does not work. */
function namesKey(search: string): boolean {
  const names = [...new URLSearchParams(search).keys()].map((name) => name.toLowerCase())
  return names.some((name) => ['key', 'api_key', 'apikey', 'token', 'access_token', 'authorization'].includes(name))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Found by a hash of something long and random, so that how long it takes tells nothing. */
async function keyOf({ db }: Deps, given: string): Promise<Key | undefined> {
  return db.orm
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, await sha256Hex(given)))
    .get()
}

function refusalOf({ revokedAt, expiresAt, networks }: Key, peer: string, now: number): ProblemCode | null {
  if (revokedAt !== null) return 'revoked_key'
  if (expiresAt !== null && expiresAt <= now) return 'expired_key'
  if (networks.length === 0) return null
  const address = addressOf(peer)
  const fits = (text: string) => {
    const network = networkOf(text)
    return address !== null && network !== null && isWithin(address, network)
  }
  return networks.some(fits) ? null : 'network'
}

/** To the minute, so that a busy key is not a write for each request. */
async function noteUse({ db, clock }: Deps, { id, usedAt }: Key): Promise<void> {
  const minute = Math.floor(clock() / minuteMs) * minuteMs
  if (usedAt === minute) return
  await db.write([statement(build.update(apiKeys).set({ usedAt: minute }).where(eq(apiKeys.id, id)))])
}
