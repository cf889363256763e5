import { and, eq, isNull } from 'drizzle-orm'
import { tags } from '../../db/schema/index.ts'
import { findPerson } from '../customers/find-person.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { giveTag, takeTag } from './give.ts'
import { tagsOf } from './of-person.ts'

/**
 * Staff give somebody a tag; who has it already keeps it.
 * @throws not_found for a person or a tag that is not there
 */
export async function tagPerson(scope: StaffScope, personId: string, tagId: string): Promise<void> {
  const who = await findPerson(scope, personId)
  await demandTag(scope, tagId)
  if ((await tagsOf(scope, who)).some(({ id }) => id === tagId)) return
  const { staffId } = scope.actor
  await writeDeed(scope, giveTag(scope, { ...who, tagId, source: 'staff', staffId }), {
    action: 'tag.given',
    subject: personId,
    detail: { tag: tagId },
  })
}

/** Staff take a tag from somebody, whoever gave it. */
export async function untagPerson(scope: StaffScope, personId: string, tagId: string): Promise<void> {
  const who = await findPerson(scope, personId)
  await demandTag(scope, tagId)
  if (!(await tagsOf(scope, who)).some(({ id }) => id === tagId)) return
  const { staffId } = scope.actor
  await writeDeed(scope, takeTag(scope, { ...who, tagId, staffId }), {
    action: 'tag.taken',
    subject: personId,
    detail: { tag: tagId },
  })
}

async function demandTag({ db, account }: StaffScope, id: string): Promise<void> {
  const [tag] = await db.orm
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.accountId, account.id), eq(tags.id, id), isNull(tags.removedAt)))
  if (!tag) throw notFound('The tag')
}
