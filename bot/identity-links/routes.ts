import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { demandPersonal } from '../staff/masking.ts'
import { linkByStaff, memberToLink } from './link-by-staff.ts'
import { countSteps, listConflicts, listLinks } from './queries.ts'
import { conflictListSchema, decisionSchema, linkingSchema, stepsSchema } from './staff-contract.ts'
import { decideConflict, unlinkByStaff } from './staff-deeds.ts'

/** Ties, conflicts and the steps of the member login, as staff see and decide them. */
export const identityLinkRoutes = new Hono<StaffEnv>()
  .get('/friends/:id/links', may('viewer'), async (c) =>
    c.json({ links: await listLinks(c.get('scope'), c.req.param('id')) }, 200),
  )
  .get('/friends/:id/linking', may('editor'), validated('query', linkingSchema), async (c) => {
    const { memberId } = c.req.valid('query')
    demandPersonal(c.get('scope'))
    return c.json({ member: await memberToLink(c.get('scope'), { friendId: c.req.param('id'), memberId }) }, 200)
  })
  .post('/friends/:id/linking', may('editor'), validated('json', linkingSchema), async (c) => {
    const { memberId } = c.req.valid('json')
    demandPersonal(c.get('scope'))
    await linkByStaff(c.get('scope'), { friendId: c.req.param('id'), memberId })
    return c.json({ links: await listLinks(c.get('scope'), c.req.param('id')) }, 200)
  })
  .post('/friends/:id/unlinking', may('editor'), validated('json', nothingSchema), async (c) => {
    await unlinkByStaff(c.get('scope'), c.req.param('id'))
    return c.json({ links: await listLinks(c.get('scope'), c.req.param('id')) }, 200)
  })
  .get('/link-conflicts', may('viewer'), validated('query', conflictListSchema), async (c) =>
    c.json(await listConflicts(c.get('scope'), c.req.valid('query')), 200),
  )
  .post('/link-conflicts/:id/decision', may('editor'), validated('json', decisionSchema), async (c) => {
    const { decision } = c.req.valid('json')
    await decideConflict(c.get('scope'), { id: c.req.param('id'), decision })
    return c.json({ decision }, 200)
  })
  .get('/link-steps', may('viewer'), validated('query', stepsSchema), async (c) =>
    c.json({ steps: await countSteps(c.get('scope'), c.req.valid('query')) }, 200),
  )

export type IdentityLinkRoutes = typeof identityLinkRoutes
