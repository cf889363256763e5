import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { latestAnswers } from './latest-answers.ts'
import { latestAnswersSchema, summarySchema } from './summary-contract.ts'
import { summariseForm } from './summary.ts'

/** What a form was answered, all together. */
export const summaryRoutes = new Hono<StaffEnv>()
  .get('/forms/:key/summary', may('viewer'), validated('query', summarySchema), async (c) =>
    c.json({ summary: await summariseForm(c.get('scope'), c.req.param('key'), c.req.valid('query')) }, 200),
  )
  .get('/forms/:key/latest-answers', may('viewer'), validated('query', latestAnswersSchema), async (c) =>
    c.json(await latestAnswers(c.get('scope'), c.req.param('key'), c.req.valid('query')), 200),
  )

export type SummaryRoutes = typeof summaryRoutes
