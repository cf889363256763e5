import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { changeView, removeView } from './change.ts'
import { newViewSchema, viewChangeSchema, viewListSchema } from './contract.ts'
import { listViews } from './list.ts'
import { saveView } from './save.ts'

/** Lists as staff like to see them: filters, order and columns under a name. */
export const savedViewRoutes = new Hono<StaffEnv>()
  .get('/saved-views', may('viewer'), validated('query', viewListSchema), async (c) =>
    c.json({ views: await listViews(c.get('scope'), c.req.valid('query').page) }, 200),
  )
  .post('/saved-views', may('editor'), validated('json', newViewSchema), async (c) =>
    c.json({ id: await saveView(c.get('scope'), c.req.valid('json')) }, 201),
  )
  .patch('/saved-views/:id', may('editor'), validated('json', viewChangeSchema), async (c) => {
    await changeView(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ changed: true }, 200)
  })
  .delete('/saved-views/:id', may('editor'), validated('json', nothingSchema), async (c) => {
    await removeView(c.get('scope'), c.req.param('id'))
    return c.json({ removed: true }, 200)
  })

export type SavedViewRoutes = typeof savedViewRoutes
