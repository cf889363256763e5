import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { nothingSchema } from '../http/nothing.ts'
import { requireSession, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { acceptAsMe } from './accept-invitation.ts'
import type { StaffAuth } from './auth.ts'
import { invitationTokenSchema, passwordChangeSchema, profileSchema } from './contract.ts'
import { changePassword, rename } from './profile.ts'
import { endOtherSessions, endOwnSession, ownSessions } from './sessions.ts'

/** What everybody who is signed in does about themselves, whatever their role; mounted at `/me`. */
export const ownRoutes = (deps: Deps, auth: () => Promise<StaffAuth>) =>
  new Hono<StaffEnv>()
    .use(requireSession(deps, auth))
    .patch('/profile', validated('json', profileSchema), async (c) => {
      const { name } = c.req.valid('json')
      await rename(deps, ownOf(c.var), name)
      return c.json({ name }, 200)
    })
    .put('/password', validated('json', passwordChangeSchema), async (c) => {
      await changePassword(deps, ownOf(c.var), c.req.valid('json'))
      return c.json({ changed: true }, 200)
    })
    .get('/sessions', async (c) => c.json({ sessions: await ownSessions(deps, ownOf(c.var)) }, 200))
    .post('/sessions/others/ending', validated('json', nothingSchema), async (c) =>
      c.json({ ended: await endOtherSessions(deps, ownOf(c.var)) }, 200),
    )
    .post('/sessions/:id/ending', validated('json', nothingSchema), async (c) => {
      await endOwnSession(deps, ownOf(c.var), c.req.param('id'))
      return c.json({ ended: 1 }, 200)
    })
    .post('/invitations/acceptance', validated('json', invitationTokenSchema), async (c) => {
      await acceptAsMe(deps, c.get('me'), c.req.valid('json').token)
      return c.json({ accepted: true }, 200)
    })

const ownOf = ({ me, sessionId }: StaffEnv['Variables']) => ({ staffId: me.id, sessionId })

export type OwnRoutes = ReturnType<typeof ownRoutes>
