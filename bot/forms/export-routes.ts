import { Hono } from 'hono'
import { breakOff } from '../http/break-off.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { exportRequestSchema } from './export-contract.ts'
import { prepareExport, readExport, streamExport } from './export.ts'

/** Submissions as files: asked for, then fetched once; how far it has come is asked beside it. */
export const exportRoutes = new Hono<StaffEnv>()
  .post('/exports', may('editor'), validated('json', exportRequestSchema), async (c) =>
    c.json({ export: await prepareExport(c.get('scope'), c.req.valid('json')) }, 201),
  )
  .get('/exports/:id', may('editor'), async (c) =>
    c.json({ export: await readExport(c.get('scope'), c.req.param('id')) }, 200),
  )
  .get('/exports/:id/file', may('editor'), (c) =>
    streamExport(c.get('scope'), c.req.param('id'), { sessionId: c.get('sessionId'), breakOff: breakOff(c) }),
  )

export type ExportRoutes = typeof exportRoutes
