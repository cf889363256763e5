import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { homeSchema } from './contract.ts'
import { readHome, readToday } from './queries.ts'

/** Figures of an account. They are numbers only, so whoever may not see personal data sees the same ones. */
export const insightRoutes = new Hono<StaffEnv>()
  .get('/insights/home', may('viewer'), validated('query', homeSchema), async (c) =>
    c.json(await readHome(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/insights/today', may('viewer'), async (c) => c.json({ today: await readToday(c.get('scope')) }, 200))

export type InsightRoutes = typeof insightRoutes
