import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { receiveUpload } from './receive.ts'
import { serveUpload } from './serve.ts'

/** Files that people give as answers, theirs alone. The body is the file itself; the rest of a request is what it claims. */
export function uploadLiffRoutes(deps: Deps) {
  const account = openFriendsAccount(deps)
  return new Hono<FriendEnv>()
    .put('/liff/api/:accountId/submissions/:id/files/:questionKey', account, requireFriend, async (c) => {
      const { id, questionKey } = c.req.param()
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const fileName = c.req.header('x-file-name')
      const incoming = { submissionId: id, uid: c.get('uid'), questionKey, fileName, bytes }
      return c.json(await receiveUpload(c.get('scope'), incoming))
    })
    .get('/liff/api/:accountId/uploads/:id', account, requireFriend, (c) =>
      serveUpload(c.get('scope'), { id: c.req.param('id'), uid: c.get('uid') }),
    )
}
