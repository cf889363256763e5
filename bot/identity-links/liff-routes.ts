import { Hono, type Context } from 'hono'
import type { Deps } from '../deps.ts'
import { clientAddress } from '../http/client-address.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { nothingSchema } from '../http/nothing.ts'
import { validated } from '../http/validated.ts'
import { agreeToTie } from './agree.ts'
import { openAttempt } from './attempt.ts'
import { claimMember, sendCodeAgain } from './claim.ts'
import { claimSchema, codeSchema, consentSchema, unlinkSchema } from './contract.ts'
import { proveCode } from './prove-code.ts'
import { unlinkOwn } from './unlink.ts'

/** The member login as people go through it, and the way out. Who they are is what the session says. */
export function identityLinkLiffRoutes(deps: Deps) {
  const account = openFriendsAccount(deps)
  const step = (c: Context<FriendEnv>, id: string) => ({
    id,
    uid: c.get('uid'),
    address: clientAddress(c, deps.settings),
  })
  return new Hono<FriendEnv>()
    .use('/liff/api/:accountId/link-attempts', account, requireFriend)
    .use('/liff/api/:accountId/link-attempts/*', account, requireFriend)
    .use('/liff/api/:accountId/link', account, requireFriend)
    .post('/liff/api/:accountId/link-attempts', validated('json', nothingSchema), async (c) =>
      c.json({ attempt: await openAttempt(c.get('scope'), { uid: c.get('uid') }) }),
    )
    .put('/liff/api/:accountId/link-attempts/:id/claim', validated('json', claimSchema), async (c) =>
      c.json({ attempt: await claimMember(c.get('scope'), { ...step(c, c.req.param('id')), ...c.req.valid('json') }) }),
    )
    .post('/liff/api/:accountId/link-attempts/:id/code', validated('json', nothingSchema), async (c) =>
      c.json({ attempt: await sendCodeAgain(c.get('scope'), step(c, c.req.param('id'))) }),
    )
    .put('/liff/api/:accountId/link-attempts/:id/code', validated('json', codeSchema), async (c) =>
      c.json({ attempt: await proveCode(c.get('scope'), { ...step(c, c.req.param('id')), ...c.req.valid('json') }) }),
    )
    .put('/liff/api/:accountId/link-attempts/:id/consent', validated('json', consentSchema), async (c) =>
      c.json({ attempt: await agreeToTie(c.get('scope'), { ...step(c, c.req.param('id')), ...c.req.valid('json') }) }),
    )
    .delete('/liff/api/:accountId/link', validated('json', unlinkSchema), async (c) =>
      c.json(await unlinkOwn(c.get('scope'), { uid: c.get('uid'), ...c.req.valid('json') })),
    )
}
