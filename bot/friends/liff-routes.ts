import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '../deps.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { validated } from '../http/validated.ts'
import { closeSession, openSession } from './open-session.ts'

const idTokenInput = v.object({ idToken: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) })

/** How a person in LIFF gets a session from LINE's ID token, and gives it back. */
export function friendSessionRoutes(deps: Deps) {
  return new Hono<FriendEnv>()
    .use('/liff/api/:accountId/session', openFriendsAccount(deps))
    .post('/liff/api/:accountId/session', validated('json', idTokenInput), async (c) =>
      c.json(await openSession(c.get('scope'), c.req.valid('json').idToken)),
    )
    .delete('/liff/api/:accountId/session', requireFriend, async (c) => {
      await closeSession(c.get('scope'), c.get('tokenHash'))
      return c.body(null, 204)
    })
}
