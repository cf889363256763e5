import { and, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { notes } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { NoteEdit } from './contract.ts'
import { asRead, ownNote } from './own.ts'

/**
 * Gives a note other words.
 * @throws not_found, forbidden; conflict when it was changed since its author saw it
 */
export async function editNote(scope: StaffScope, id: string, { body, updatedAt }: NoteEdit): Promise<void> {
  const note = await ownNote(scope, id)
  if (note.removedAt !== null) throw notFound('The note')
  // Two edits in one millisecond are told apart all the same.
  const now = Math.max(scope.clock(), note.updatedAt + 1)
  const change = build
    .update(notes)
    .set({ body, updatedAt: now })
    .where(and(asRead(scope, { id, updatedAt }), isNull(notes.removedAt)))
  const detail = { note: id, words: { from: note.body, to: body } }
  await writeDeed(scope, statement(change), { action: 'note.edited', subject: note.subject, detail })
}
