import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { apiKeys, staff } from '../../db/schema/index.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { sha256Hex } from '../seal.ts'
import { auditStatement } from '../staff/audit.ts'
import { demandPersonal } from '../staff/masking.ts'
import { writeTogether } from '../staff/write-deed.ts'
import type { KeyInput } from './contract.ts'
import { networkOf } from './ip-address.ts'

const keysMax = 100
const keyBytes = 32
/** `msb_` and six letters: enough to tell keys apart, nothing to guess the rest by. */
const prefixLength = 10
const dayMs = 24 * 60 * 60_000

/** The account's keys, those that still work first. */
export async function listKeys({ db, account }: StaffScope) {
  const { id, title, prefix, scopes, networks, createdAt, expiresAt, revokedAt, usedAt } = apiKeys
  return db.reports
    .select({
      ...{ id, title, prefix, scopes, networks, createdAt, expiresAt, revokedAt, usedAt },
      createdBy: staff.name,
    })
    .from(apiKeys)
    .leftJoin(staff, eq(staff.id, apiKeys.createdBy))
    .where(eq(apiKeys.accountId, account.id))
    .orderBy(desc(sql`${revokedAt} is null`), desc(createdAt))
}

/**
 * Makes a key.
 * @returns the key itself, which is never shown again and not kept
 * @throws invalid for a network that is none, forbidden for `personal:read` by whoever sees no personal data
 */
export async function addKey(scope: StaffScope, input: KeyInput): Promise<{ id: string; key: string }> {
  const { title, networks, days } = input
  if (!networks.every((text) => networkOf(text))) throw invalid('This is no network', { fields: ['networks'] })
  if (input.scopes.includes('personal:read')) demandPersonal(scope)
  const { db, account, actor, ids, clock, random } = scope
  if ((await db.orm.$count(apiKeys, and(eq(apiKeys.accountId, account.id), isNull(apiKeys.revokedAt)))) >= keysMax)
    throw conflict('There are too many keys', { reason: 'too_many' })
  const key = `msb_${base64url(random(keyBytes))}`
  const [id, now] = [ids(), clock()]
  const expiresAt = days === null ? null : now + days * dayMs
  const scopes = [...new Set(input.scopes)]
  const row = { id, accountId: account.id, title, scopes, networks, expiresAt, createdBy: actor.staffId }
  await writeTogether(scope, [
    statement(
      build.insert(apiKeys).values({
        ...row,
        ...{ prefix: key.slice(0, prefixLength), hash: await sha256Hex(key), createdAt: now },
      }),
    ),
    auditStatement(scope, 'api_key.added', id, { after: { title, scopes, networks, expiresAt } }),
  ])
  return { id, key }
}

/**
 * Revokes a key: it is dead with the next request. It stays in the list, so that it is known who had what.
 * @throws not_found
 */
export async function revokeKey(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(apiKeys.accountId, scope.account.id), eq(apiKeys.id, id))
  const key = await scope.db.orm.select().from(apiKeys).where(own).get()
  if (!key) throw notFound('The key')
  if (key.revokedAt !== null) return
  const change = build
    .update(apiKeys)
    .set({ revokedAt: scope.clock() })
    .where(and(own, isNull(apiKeys.revokedAt)))
  await writeTogether(scope, [
    must(statement(change)),
    auditStatement(scope, 'api_key.revoked', id, { before: { title: key.title } }),
  ])
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
