import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { listForms } from './form-list.ts'
import { reviewSubmission } from './review.ts'
import { reviewSchema, submissionChangesSchema, submissionListSchema } from './staff-contract.ts'
import { submissionChanges } from './submission-changes.ts'
import { readSubmission } from './submission-detail.ts'
import { listSubmissions } from './submission-list.ts'

/** Forms and submissions as staff see them. */
export const formRoutes = new Hono<StaffEnv>()
  .get('/forms', may('viewer'), async (c) => c.json({ forms: await listForms(c.get('scope')) }, 200))
  .get('/submissions', may('viewer'), validated('query', submissionListSchema), async (c) =>
    c.json(await listSubmissions(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/submissions/changes', may('viewer'), validated('query', submissionChangesSchema), async (c) =>
    c.json(await submissionChanges(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/submissions/:id', may('viewer'), async (c) =>
    c.json({ submission: await readSubmission(c.get('scope'), c.req.param('id')) }, 200),
  )
  .patch('/submissions/:id', may('editor'), validated('json', reviewSchema), async (c) => {
    await reviewSubmission(c.get('scope'), c.req.param('id'), c.req.valid('json').review)
    return c.json({ submission: await readSubmission(c.get('scope'), c.req.param('id')) }, 200)
  })

export type FormRoutes = typeof formRoutes
