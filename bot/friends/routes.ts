import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { endFriendSessions } from './end-sessions.ts'
import { listFriends, readFriend } from './queries.ts'
import { friendListSchema, timelinePageSchema } from './staff-contract.ts'
import { readTimeline } from './timeline.ts'

/** Friends as staff see them. */
export const friendRoutes = new Hono<StaffEnv>()
  .get('/friends', may('viewer'), validated('query', friendListSchema), async (c) =>
    c.json(await listFriends(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/friends/:id', may('viewer'), async (c) => {
    const { seq: _inside, ...friend } = await readFriend(c.get('scope'), c.req.param('id'))
    return c.json({ friend }, 200)
  })
  .get('/friends/:id/timeline', may('viewer'), validated('query', timelinePageSchema), async (c) =>
    c.json(await readTimeline(c.get('scope'), c.req.param('id'), c.req.valid('query')), 200),
  )
  .post('/friends/:id/session-ending', may('editor'), validated('json', nothingSchema), async (c) =>
    c.json({ ended: await endFriendSessions(c.get('scope'), c.req.param('id')) }, 200),
  )

export type FriendRoutes = typeof friendRoutes
