import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { settleDeed } from '../rules/troubled.ts'
import { readHealth } from './queries.ts'
import { runEventAgain, runJobAgain } from './run-again.ts'
import { settleAll } from './settle-all.ts'
import { settleAlert } from './settle-alert.ts'
import { settleDelivery } from './settle-delivery.ts'
import { settleEvent } from './settle-event.ts'
import { settleJob } from './settle-job.ts'
import { settleMail } from './settle-mail.ts'
import { settleAllSchema, settlementSchema } from './staff-contract.ts'

/** What failed, why, running it again and marking it as looked at. */
export const healthRoutes = new Hono<StaffEnv>()
  .get('/health', may('viewer'), async (c) => c.json({ health: await readHealth(c.get('scope')) }, 200))
  .post('/health/events/:id/rerun', may('editor'), validated('json', nothingSchema), async (c) => {
    await runEventAgain(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'new' }, 200)
  })
  .post('/health/events/:id/settlement', may('editor'), validated('json', nothingSchema), async (c) => {
    await settleEvent(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'settled' }, 200)
  })
  .post('/health/deliveries/:id/settlement', may('editor'), validated('json', nothingSchema), async (c) => {
    await settleDelivery(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'settled' }, 200)
  })
  .post('/health/jobs/:id/rerun', may('editor'), validated('json', nothingSchema), async (c) => {
    await runJobAgain(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'open' }, 200)
  })
  .post('/health/jobs/:id/settlement', may('editor'), validated('json', nothingSchema), async (c) => {
    await settleJob(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'settled' }, 200)
  })
  .post('/health/mails/:id/settlement', may('editor'), validated('json', nothingSchema), async (c) => {
    await settleMail(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'settled' }, 200)
  })
  .post('/health/rules/:id/settlement', may('editor'), validated('json', nothingSchema), async (c) => {
    await settleDeed(c.get('scope'), c.req.param('id'))
    return c.json({ state: 'settled' }, 200)
  })
  .post('/health/settlement', may('editor'), validated('json', settleAllSchema), async (c) =>
    c.json({ settled: await settleAll(c.get('scope'), c.req.valid('json')) }, 200),
  )
  .post('/health/alerts/settlement', may('editor'), validated('json', settlementSchema), async (c) => {
    await settleAlert(c.get('scope'), c.req.valid('json'))
    return c.json({ state: 'settled' }, 200)
  })

export type HealthRoutes = typeof healthRoutes
