import { Hono } from 'hono'
import * as v from 'valibot'
import { withdrawOwnConsent } from '../consents/own.ts'
import { chooseReminders } from '../consents/reminders.ts'
import type { Deps } from '../deps.ts'
import { cancelOwn } from '../forms/cancel-own.ts'
import { completionQuerySchema } from '../forms/liff-routes.ts'
import { ownSubmissionDetail } from '../forms/own.ts'
import { chooseLanguage, chooseMessages } from '../friends/choose.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { validated } from '../http/validated.ts'
import { languageSchema, messagesSchema } from '../identity-links/contract.ts'
import { readMe } from './me.ts'

const purposeSchema = v.strictObject({ purpose: v.pipe(v.string(), v.maxLength(200)) })

/** The person's own page (マイページ). Every change answers the page as it is then. */
export function meLiffRoutes(deps: Deps) {
  const account = openFriendsAccount(deps)
  return new Hono<FriendEnv>()
    .use('/liff/api/:accountId/me', account, requireFriend)
    .use('/liff/api/:accountId/me/*', account, requireFriend)
    .get('/liff/api/:accountId/me', async (c) => c.json({ me: await readMe(c.get('scope'), c.get('uid')) }))
    .get('/liff/api/:accountId/me/submissions/:id', async (c) =>
      c.json({ submission: await ownSubmissionDetail(c.get('scope'), { id: c.req.param('id'), uid: c.get('uid') }) }),
    )
    .delete('/liff/api/:accountId/me/submissions/:id', validated('query', completionQuerySchema), async (c) => {
      const { language = 'ja' } = c.req.valid('query')
      await cancelOwn(c.get('scope'), { id: c.req.param('id'), uid: c.get('uid'), language })
      return c.json({})
    })
    .put('/liff/api/:accountId/me/language', validated('json', languageSchema), async (c) => {
      await chooseLanguage(c.get('scope'), { uid: c.get('uid'), ...c.req.valid('json') })
      return c.json({ me: await readMe(c.get('scope'), c.get('uid')) })
    })
    .put('/liff/api/:accountId/me/messages', validated('json', messagesSchema), async (c) => {
      await chooseMessages(c.get('scope'), { uid: c.get('uid'), ...c.req.valid('json') })
      return c.json({ me: await readMe(c.get('scope'), c.get('uid')) })
    })
    .put('/liff/api/:accountId/me/reminders', validated('json', messagesSchema), async (c) => {
      await chooseReminders(c.get('scope'), { uid: c.get('uid'), ...c.req.valid('json') })
      return c.json({ me: await readMe(c.get('scope'), c.get('uid')) })
    })
    .delete('/liff/api/:accountId/me/consents', validated('json', purposeSchema), async (c) => {
      await withdrawOwnConsent(c.get('scope'), { uid: c.get('uid'), ...c.req.valid('json') })
      return c.json({ me: await readMe(c.get('scope'), c.get('uid')) })
    })
}
