import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { ownOffers } from './own-offers.ts'

/** What can be chosen, for the person whose draft it is. */
export function slotLiffRoutes(deps: Deps) {
  return new Hono<FriendEnv>()
    .use('/liff/api/:accountId/submissions/*', openFriendsAccount(deps), requireFriend)
    .get('/liff/api/:accountId/submissions/:id/slots/:questionKey', async (c) => {
      const { id, questionKey } = c.req.param()
      return c.json({ offers: await ownOffers(c.get('scope'), { id, uid: c.get('uid'), questionKey }) })
    })
}
