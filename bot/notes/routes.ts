import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { newNoteSchema, noteEditSchema } from './contract.ts'
import { editNote } from './edit.ts'
import { listNotes } from './list.ts'
import { removeNote, restoreNote } from './remove.ts'
import { writeNote } from './write.ts'

/** What staff write for each other about people. */
export const noteRoutes = new Hono<StaffEnv>()
  .get('/friends/:id/notes', may('viewer'), async (c) =>
    c.json({ notes: await listNotes(c.get('scope'), c.req.param('id')) }, 200),
  )
  .post('/friends/:id/notes', may('editor'), validated('json', newNoteSchema), async (c) =>
    c.json({ id: await writeNote(c.get('scope'), c.req.param('id'), c.req.valid('json')) }, 201),
  )
  .patch('/notes/:id', may('editor'), validated('json', noteEditSchema), async (c) => {
    await editNote(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ changed: true }, 200)
  })
  .delete('/notes/:id', may('editor'), validated('json', nothingSchema), async (c) => {
    await removeNote(c.get('scope'), c.req.param('id'))
    return c.json({ removed: true }, 200)
  })
  .post('/notes/:id/restoration', may('editor'), validated('json', nothingSchema), async (c) => {
    await restoreNote(c.get('scope'), c.req.param('id'))
    return c.json({ restored: true }, 200)
  })

export type NoteRoutes = typeof noteRoutes
