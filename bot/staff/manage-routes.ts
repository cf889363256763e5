import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { mailIsPossible } from '../mail/possible.ts'
import { auditExportSchema, auditListSchema } from './audit-contract.ts'
import { exportAudit } from './audit-csv.ts'
import { listAudit } from './audit-list.ts'
import { grantChangeSchema, invitationRenewalSchema, invitationSchema, staffRemovalSchema } from './contract.ts'
import { listInvitations } from './invitation.ts'
import { invite, renewInvitation, revokeInvitation } from './invite.ts'
import { listStaff } from './list.ts'
import { makePasswordLink } from './password-link.ts'
import { removeStaff } from './remove.ts'
import { endSessionsOf } from './sessions.ts'
import { setGrant } from './set-grant.ts'

/** Who works here and as what, invitations, and what everybody did; mounted at `/accounts/:accountId`. */
export const staffManagementRoutes = new Hono<StaffEnv>()
  .get('/staff', may('owner'), async (c) => c.json({ staff: await listStaff(c.get('scope')) }, 200))
  .put('/staff/:id/grant', may('owner'), validated('json', grantChangeSchema), async (c) => {
    await setGrant(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ staff: await listStaff(c.get('scope')) }, 200)
  })
  .post('/staff/:id/removal', may('owner'), validated('json', staffRemovalSchema), async (c) => {
    await removeStaff(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ removed: true }, 200)
  })
  .post('/staff/:id/session-ending', may('owner'), validated('json', nothingSchema), async (c) =>
    c.json({ ended: await endSessionsOf(c.get('scope'), c.req.param('id')) }, 200),
  )
  .post('/staff/:id/password-link', may('owner'), validated('json', nothingSchema), async (c) =>
    c.json(await makePasswordLink(c.get('scope'), c.req.param('id')), 201),
  )
  .get('/invitations', may('owner'), async (c) => {
    const scope = c.get('scope')
    return c.json({ invitations: await listInvitations(scope), mailPossible: mailIsPossible(scope) }, 200)
  })
  .post('/invitations', may('owner'), validated('json', invitationSchema), async (c) =>
    c.json({ invited: await invite(c.get('scope'), c.req.valid('json')) }, 201),
  )
  .post('/invitations/:id/renewal', may('owner'), validated('json', invitationRenewalSchema), async (c) => {
    const { language } = c.req.valid('json')
    return c.json({ invited: await renewInvitation(c.get('scope'), c.req.param('id'), language) }, 200)
  })
  .post('/invitations/:id/revocation', may('owner'), validated('json', nothingSchema), async (c) => {
    await revokeInvitation(c.get('scope'), c.req.param('id'))
    return c.json({ revoked: true }, 200)
  })
  .get('/audit', may('viewer'), validated('query', auditListSchema), async (c) =>
    c.json(await listAudit(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/audit/export', may('owner'), validated('query', auditExportSchema), async (c) =>
    c.body(await exportAudit(c.get('scope'), c.req.valid('query')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="musubi-audit.csv"',
    }),
  )

export type StaffManagementRoutes = typeof staffManagementRoutes
