import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { eraseDemo } from './erase.ts'
import { readDemo } from './find.ts'

/** What of the demo is there, and taking it out. */
export const demoRoutes = new Hono<StaffEnv>()
  .get('/demo', may('viewer'), async (c) => c.json({ demo: await readDemo(c.get('scope')) }, 200))
  .post('/demo/erasure', may('owner'), validated('json', nothingSchema), async (c) =>
    c.json({ erased: await eraseDemo(c.get('scope')) }, 200),
  )

export type DemoRoutes = typeof demoRoutes
