import { Hono } from 'hono'
import { findPeople } from '../customers/search-people.ts'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { endFriendSessions } from './end-sessions.ts'
import { exportFriend } from './export.ts'
import { listFriends } from './list.ts'
import { markTest } from './mark-test.ts'
import { readFriend } from './read-friend.ts'
import { friendListSchema, peopleSearchSchema, testMarkSchema, timelinePageSchema } from './staff-contract.ts'
import { readTimeline } from './timeline.ts'

/** Friends as staff see them. */
export const friendRoutes = new Hono<StaffEnv>()
  .get('/people/search', may('viewer'), validated('query', peopleSearchSchema), async (c) =>
    c.json(await findPeople(c.get('scope'), c.req.valid('query').q), 200),
  )
  .get('/friends', may('viewer'), validated('query', friendListSchema), async (c) =>
    c.json(await listFriends(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/friends/:id', may('viewer'), async (c) =>
    c.json({ friend: await readFriend(c.get('scope'), c.req.param('id')) }, 200),
  )
  .get('/friends/:id/timeline', may('viewer'), validated('query', timelinePageSchema), async (c) =>
    c.json(await readTimeline(c.get('scope'), c.req.param('id'), c.req.valid('query')), 200),
  )
  // A POST, because it is written down who took it.
  .post('/friends/:id/export', may('editor'), validated('json', nothingSchema), async (c) =>
    c.body(await exportFriend(c.get('scope'), c.req.param('id')), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="person.json"',
    }),
  )
  .put('/friends/:id/test-mark', may('editor'), validated('json', testMarkSchema), async (c) => {
    const { isTest } = c.req.valid('json')
    await markTest(c.get('scope'), { friendId: c.req.param('id'), isTest })
    return c.json({ isTest }, 200)
  })
  .post('/friends/:id/session-ending', may('editor'), validated('json', nothingSchema), async (c) =>
    c.json({ ended: await endFriendSessions(c.get('scope'), c.req.param('id')) }, 200),
  )

export type FriendRoutes = typeof friendRoutes
