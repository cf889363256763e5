import { and, count, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { tags } from '../../db/schema/index.ts'
import { conflict, MusubiError, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { foldedName, tagsMax, type TagEdit } from './contract.ts'

/**
 * Makes a tag.
 * @returns its id
 * @throws conflict `taken` when there is one of that name, limit_reached
 */
export async function addTag(scope: StaffScope, name: string): Promise<string> {
  const { db, account, ids, clock } = scope
  await demandFree(scope, name)
  const [all] = await db.orm
    .select({ count: count() })
    .from(tags)
    .where(and(eq(tags.accountId, account.id), isNull(tags.removedAt)))
  if ((all?.count ?? 0) >= tagsMax) throw new MusubiError('limit_reached', `There are ${tagsMax} tags already`)
  const id = ids()
  const row = { id, accountId: account.id, name, folded: foldedName(name), createdAt: clock() }
  await writeDeed(scope, statement(build.insert(tags).values(row)), {
    action: 'tag.added',
    subject: id,
    detail: { name },
  })
  return id
}

/**
 * Calls a tag something else; whoever has it keeps it.
 * @throws not_found, conflict `taken`, or when somebody renamed it since
 */
export async function renameTag(scope: StaffScope, id: string, { name, from }: TagEdit): Promise<void> {
  const tag = await tagOf(scope, id)
  if (tag.removedAt !== null) throw notFound('The tag')
  await demandFree(scope, name, id)
  const change = build
    .update(tags)
    .set({ name, folded: foldedName(name) })
    .where(and(isTag(scope, id), eq(tags.name, from), isNull(tags.removedAt)))
  await writeDeed(scope, statement(change), { action: 'tag.renamed', subject: id, detail: { from, to: name } })
}

/** Takes a tag away from everybody at once; who had it stays known, so that this can be undone. */
export async function removeTag(scope: StaffScope, id: string): Promise<void> {
  const { name, removedAt } = await tagOf(scope, id)
  if (removedAt !== null) return
  const change = build
    .update(tags)
    .set({ removedAt: scope.clock() })
    .where(and(isTag(scope, id), isNull(tags.removedAt)))
  await writeDeed(scope, statement(change), { action: 'tag.removed', subject: id, detail: { name } })
}

/**
 * Brings a tag back with everybody who had it.
 * @throws not_found, conflict `taken` when another one is called so by now
 */
export async function restoreTag(scope: StaffScope, id: string): Promise<void> {
  const { name, removedAt } = await tagOf(scope, id)
  if (removedAt === null) return
  await demandFree(scope, name, id)
  const change = build
    .update(tags)
    .set({ removedAt: null })
    .where(and(isTag(scope, id), isNotNull(tags.removedAt)))
  await writeDeed(scope, statement(change), { action: 'tag.restored', subject: id, detail: { name } })
}

const isTag = ({ account }: StaffScope, id: string) => and(eq(tags.accountId, account.id), eq(tags.id, id))

async function tagOf(scope: StaffScope, id: string) {
  const [tag] = await scope.db.orm.select().from(tags).where(isTag(scope, id))
  if (!tag) throw notFound('The tag')
  return tag
}

async function demandFree({ db, account }: StaffScope, name: string, own = ''): Promise<void> {
  const [taken] = await db.orm
    .select({ id: tags.id })
    .from(tags)
    .where(
      and(eq(tags.accountId, account.id), eq(tags.folded, foldedName(name)), isNull(tags.removedAt), ne(tags.id, own)),
    )
  if (taken) throw conflict('There is a tag of that name', { reason: 'taken' })
}
