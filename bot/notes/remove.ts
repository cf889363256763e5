import { and, isNotNull, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { notes } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { asRead, ownNote } from './own.ts'

/** Takes a note away; it stays in its row, so that this can be undone. */
export const removeNote = (scope: StaffScope, id: string): Promise<void> => setRemoved(scope, id, true)

/** Brings a note back that was taken away. */
export const restoreNote = (scope: StaffScope, id: string): Promise<void> => setRemoved(scope, id, false)

async function setRemoved(scope: StaffScope, id: string, removed: boolean): Promise<void> {
  const note = await ownNote(scope, id)
  if ((note.removedAt !== null) === removed) return
  const change = build
    .update(notes)
    .set({ removedAt: removed ? scope.clock() : null })
    .where(and(asRead(scope, note), removed ? isNull(notes.removedAt) : isNotNull(notes.removedAt)))
  const words = removed ? { from: note.body, to: null } : { from: null, to: note.body }
  await writeDeed(scope, statement(change), {
    action: removed ? 'note.removed' : 'note.restored',
    subject: note.subject,
    detail: { note: id, words },
  })
}
