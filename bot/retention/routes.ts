import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { retentionChangeSchema, retentionKindSchema, retentionPreviewSchema } from './contract.ts'
import { previewRule, readRetention, setRule } from './rules.ts'

/** How long an account keeps what; mounted at `/accounts/:accountId`. */
export const retentionRoutes = new Hono<StaffEnv>()
  .get('/retention', may('viewer'), async (c) => c.json({ retention: await readRetention(c.get('scope')) }, 200))
  .get(
    '/retention/:kind/preview',
    may('owner'),
    validated('param', retentionKindSchema),
    validated('query', retentionPreviewSchema),
    async (c) => {
      const { days } = c.req.valid('query')
      return c.json({ deletes: await previewRule(c.get('scope'), c.req.valid('param').kind, days) }, 200)
    },
  )
  .put(
    '/retention/:kind',
    may('owner'),
    validated('param', retentionKindSchema),
    validated('json', retentionChangeSchema),
    async (c) => {
      await setRule(c.get('scope'), c.req.valid('param').kind, c.req.valid('json'))
      return c.json({ retention: await readRetention(c.get('scope')) }, 200)
    },
  )

export type RetentionRoutes = typeof retentionRoutes
