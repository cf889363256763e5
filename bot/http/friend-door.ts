import { createMiddleware } from 'hono/factory'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { notFound, unauthenticated } from '../errors.ts'
import { friendOfSession } from '../friends/open-session.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'

export interface FriendEnv {
  Variables: { scope: Scope; uid: string; tokenHash: string }
}

/** Opens the account of `/liff/api/:accountId/…`; one that does not exist, or takes nothing any more, is a 404. Nobody is known yet. */
export function openFriendsAccount(deps: Deps) {
  return createMiddleware<FriendEnv>(async (c, next) => {
    const account = await loadAccount(deps, c.req.param('accountId') ?? '')
    if (!account || account.isDisconnected) throw notFound('This account')
    c.set('scope', scopeOf(deps, account, { kind: 'system' }))
    c.header('cache-control', 'no-store')
    await next()
  })
}

/** Lets only holders of a live session in; who they are is what the session says, whatever the request claims. */
export const requireFriend = createMiddleware<FriendEnv>(async (c, next) => {
  const token = /^Bearer ([0-9a-f]{64})$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (!token) throw unauthenticated('Please open this page from LINE again')
  const scope = c.get('scope')
  const tokenHash = await sha256Hex(token)
  const friend = await friendOfSession(scope, tokenHash)
  if (!friend) throw unauthenticated('Please open this page from LINE again')
  c.set('scope', { ...scope, actor: { kind: 'friend', proof: 'id_token', uid: friend.uid } })
  c.set('uid', friend.uid)
  c.set('tokenHash', tokenHash)
  await next()
})
