import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { listColleagues } from '../staff/colleagues.ts'
import { changeMany } from './change-many.ts'
import { changeSubmission } from './change-submission.ts'
import { listForms } from './form-list.ts'
import { noteLook } from './looks.ts'
import {
  bulkChangeSchema,
  submissionChangeSchema,
  submissionChangesSchema,
  submissionListSchema,
} from './staff-contract.ts'
import { submissionChanges } from './submission-changes.ts'
import { readSubmission } from './submission-detail.ts'
import { listSubmissions } from './submission-list.ts'
import { undoChange } from './undo-change.ts'

/** Forms and submissions as staff see them. */
export const formRoutes = new Hono<StaffEnv>()
  .get('/forms', may('viewer'), async (c) => c.json({ forms: await listForms(c.get('scope')) }, 200))
  .get('/colleagues', may('viewer'), async (c) => c.json({ colleagues: await listColleagues(c.get('scope')) }, 200))
  .get('/submissions', may('viewer'), validated('query', submissionListSchema), async (c) =>
    c.json(await listSubmissions(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/submissions/changes', may('viewer'), validated('query', submissionChangesSchema), async (c) =>
    c.json(await submissionChanges(c.get('scope'), c.req.valid('query')), 200),
  )
  .post('/submissions/changes', may('editor'), validated('json', bulkChangeSchema), async (c) =>
    c.json(await changeMany(c.get('scope'), c.req.valid('json')), 200),
  )
  .post('/submissions/changes/:id/undoing', may('editor'), validated('json', nothingSchema), async (c) =>
    c.json(await undoChange(c.get('scope'), c.req.param('id')), 200),
  )
  .get('/submissions/:id', may('viewer'), async (c) =>
    c.json({ submission: await readSubmission(c.get('scope'), c.req.param('id')) }, 200),
  )
  .patch('/submissions/:id', may('editor'), validated('json', submissionChangeSchema), async (c) => {
    const change = await changeSubmission(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ change, submission: await readSubmission(c.get('scope'), c.req.param('id')) }, 200)
  })
  .put('/submissions/:id/look', may('editor'), validated('json', nothingSchema), async (c) => {
    await noteLook(c.get('scope'), c.req.param('id'))
    return c.json({ noted: true }, 200)
  })

export type FormRoutes = typeof formRoutes
