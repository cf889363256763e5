import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { erasureSchema } from './contract.ts'
import { eraseFriend, previewFriendErasure } from './erase-friend.ts'
import { eraseMember, previewMemberErasure } from './erase-member.ts'
import { resetFriend } from './reset-friend.ts'

/** How owners erase somebody, after having seen what goes, and set a test friend back. */
export const erasureRoutes = new Hono<StaffEnv>()
  .get('/friends/:id/erasure', may('owner'), async (c) =>
    c.json(await previewFriendErasure(c.get('scope'), c.req.param('id')), 200),
  )
  .post('/friends/:id/erasure', may('owner'), validated('json', erasureSchema), async (c) => {
    const { confirmation } = c.req.valid('json')
    return c.json(await eraseFriend(c.get('scope'), { friendId: c.req.param('id'), confirmation }), 200)
  })
  .post('/friends/:id/reset', may('owner'), validated('json', nothingSchema), async (c) => {
    await resetFriend(c.get('scope'), c.req.param('id'))
    return c.json({ reset: true }, 200)
  })
  .get('/customers/:id/erasure', may('owner'), async (c) =>
    c.json(await previewMemberErasure(c.get('scope'), c.req.param('id')), 200),
  )
  .post('/customers/:id/erasure', may('owner'), validated('json', erasureSchema), async (c) => {
    const { confirmation } = c.req.valid('json')
    return c.json(await eraseMember(c.get('scope'), { customerId: c.req.param('id'), confirmation }), 200)
  })

export type ErasureRoutes = typeof erasureRoutes
