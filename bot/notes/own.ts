import { and, eq, type SQL } from 'drizzle-orm'
import { friends, notes } from '../../db/schema/index.ts'
import { forbidden, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/**
 * A note that the actor may change: their own; owners may change every one.
 * @throws not_found, also for a note of another account; forbidden
 */
export async function ownNote({ db, account, actor }: StaffScope, id: string) {
  const row = await db.orm
    .select({ note: notes, friendId: friends.id })
    .from(notes)
    .innerJoin(friends, eq(friends.seq, notes.friendSeq))
    .where(and(eq(notes.accountId, account.id), eq(notes.id, id)))
    .get()
  if (!row) throw notFound('The note')
  const { note, friendId } = row
  if (note.staffId !== actor.staffId && actor.role !== 'owner') throw forbidden('Notes are changed by who wrote them')
  return { ...note, subject: note.submissionId ?? friendId }
}

/** The note as it was when it was read; somebody else may have been faster. */
export const asRead = (
  { account }: StaffScope,
  { id, updatedAt }: { id: string; updatedAt: number },
): SQL | undefined => and(eq(notes.accountId, account.id), eq(notes.id, id), eq(notes.updatedAt, updatedAt))
