import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { attributeDefinitions } from '../../db/schema/index.ts'
import { conflict, invalid, MusubiError, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { attributesMax, foldedTitle, type AttributeEdit, type NewAttribute } from './contract.ts'

/**
 * Makes an attribute.
 * @returns its key
 * @throws conflict `taken` when one has the title, `key_taken` when one has or had the key; limit_reached; invalid
 */
export async function addAttribute(scope: StaffScope, { key: wanted, ...given }: NewAttribute): Promise<string> {
  demandOptions(given)
  const { db, account, clock } = scope
  const all = await db.orm.select().from(attributeDefinitions).where(eq(attributeDefinitions.accountId, account.id))
  const standing = all.filter(({ removedAt }) => removedAt === null)
  if (standing.length >= attributesMax)
    throw new MusubiError('limit_reached', `There are ${attributesMax} attributes already`)
  demandFree(standing, given)
  // Keys of those that were removed stay theirs: their values may come back.
  const taken = new Set(all.map(({ key }) => key))
  if (wanted !== undefined && taken.has(wanted)) throw conflict('There is such a key', { reason: 'key_taken' })
  const key = wanted ?? freeKey(given.title.en ?? given.title.ja, taken)
  const now = clock()
  const row = { accountId: account.id, key, ...given, folded: foldedTitle(given.title), createdAt: now, updatedAt: now }
  await writeDeed(scope, statement(build.insert(attributeDefinitions).values(row)), {
    action: 'attribute.added',
    subject: key,
    detail: { title: given.title.ja, type: given.type, personal: given.personal },
  })
  return key
}

/**
 * Gives an attribute another title, other options or another mark. Options that people have are kept.
 * @throws not_found, invalid, conflict `taken`, or when somebody changed it since
 */
export async function editAttribute(scope: StaffScope, key: string, edit: AttributeEdit): Promise<void> {
  const { updatedAt, ...given } = edit
  const all = await standingOf(scope)
  const before = all.find((one) => one.key === key)
  if (!before) throw notFound('The attribute')
  demandOptions({ type: before.type, options: given.options })
  demandFree(
    all.filter((one) => one !== before),
    given,
  )
  const now = Math.max(scope.clock(), updatedAt + 1)
  const change = build
    .update(attributeDefinitions)
    .set({ ...given, folded: foldedTitle(given.title), updatedAt: now })
    .where(
      and(isOne(scope, key), eq(attributeDefinitions.updatedAt, updatedAt), isNull(attributeDefinitions.removedAt)),
    )
  const told = (one: { title: { ja: string }; personal: boolean; options: unknown[] }) => ({
    title: one.title.ja,
    personal: one.personal,
    options: one.options.length,
  })
  await writeDeed(scope, statement(change), {
    action: 'attribute.edited',
    subject: key,
    detail: { before: told(before), after: told(given) },
  })
}

/** Takes an attribute away with its values; they stay in their rows, so that this can be undone. */
export async function removeAttribute(scope: StaffScope, key: string): Promise<void> {
  const found = await oneOf(scope, key)
  if (found.removedAt !== null) return
  const change = build
    .update(attributeDefinitions)
    .set({ removedAt: scope.clock() })
    .where(and(isOne(scope, key), isNull(attributeDefinitions.removedAt)))
  const detail = { title: found.title.ja }
  await writeDeed(scope, statement(change), { action: 'attribute.removed', subject: key, detail })
}

/**
 * Brings an attribute back with its values.
 * @throws not_found, conflict `taken` when another one has its title by now
 */
export async function restoreAttribute(scope: StaffScope, key: string): Promise<void> {
  const found = await oneOf(scope, key)
  if (found.removedAt === null) return
  demandFree(await standingOf(scope), found)
  const change = build
    .update(attributeDefinitions)
    .set({ removedAt: null })
    .where(and(isOne(scope, key), isNotNull(attributeDefinitions.removedAt)))
  const detail = { title: found.title.ja }
  await writeDeed(scope, statement(change), { action: 'attribute.restored', subject: key, detail })
}

const isOne = ({ account }: StaffScope, key: string) =>
  and(eq(attributeDefinitions.accountId, account.id), eq(attributeDefinitions.key, key))

const standingOf = ({ db, account }: StaffScope) =>
  db.orm
    .select()
    .from(attributeDefinitions)
    .where(and(eq(attributeDefinitions.accountId, account.id), isNull(attributeDefinitions.removedAt)))

async function oneOf(scope: StaffScope, key: string) {
  const [found] = await scope.db.orm.select().from(attributeDefinitions).where(isOne(scope, key))
  if (!found) throw notFound('The attribute')
  return found
}

function demandFree(others: { folded: string }[], { title }: { title: { ja: string } }): void {
  if (others.some(({ folded }) => folded === foldedTitle(title)))
    throw conflict('There is an attribute of that title', { reason: 'taken' })
}

/** A choice needs something to choose from, and nothing else has options. */
function demandOptions({ type, options }: Pick<NewAttribute, 'type' | 'options'>): void {
  const isChoice = type === 'choice' || type === 'choices'
  if (isChoice !== options.length > 0) throw invalid('Choices have options, and nothing else', { reason: 'options' })
}

/** A key made of the title where that is written in Latin letters, else a number; never one that is or was another's. */
function freeKey(title: string, taken: Set<string>): string {
  const letters = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 30)
  const stem = letters === '' ? 'attribute' : letters
  for (let number = letters === '' ? 1 : 0; ; number++) {
    const key = number === 0 ? stem : `${stem}_${number + (letters === '' ? 0 : 1)}`
    if (!taken.has(key)) return key
  }
}
