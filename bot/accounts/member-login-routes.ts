import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { memberLoginChangeSchema } from './member-login-contract.ts'
import { changeMemberLogin, readMemberLogin } from './member-login.ts'

/** How the members of an account log in, read by staff and set by owners. */
export const memberLoginRoutes = new Hono<StaffEnv>()
  .get('/member-login', may('viewer'), async (c) => c.json(await readMemberLogin(c.get('scope')), 200))
  .put('/member-login', may('owner'), validated('json', memberLoginChangeSchema), async (c) => {
    await changeMemberLogin(c.get('scope'), c.req.valid('json').memberLogin)
    return c.json(await readMemberLogin(c.get('scope')), 200)
  })

export type MemberLoginRoutes = typeof memberLoginRoutes
