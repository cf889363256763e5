import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { validated } from '../http/validated.ts'
import { completeSubmission } from './complete.ts'
import { answerInputSchema } from './contract.ts'
import { formByKey } from './load.ts'
import { resumeOrBegin } from './resume.ts'
import { saveAnswer } from './save-answer.ts'

/** A form as people fill it in with LIFF. Whose answers they are is what the session says. */
export function formLiffRoutes(deps: Deps) {
  const account = openFriendsAccount(deps)
  return new Hono<FriendEnv>()
    .use('/liff/api/:accountId/forms/*', account)
    .use('/liff/api/:accountId/submissions/*', account, requireFriend)
    .get('/liff/api/:accountId/forms/:key', async (c) => {
      const form = await formByKey(c.get('scope'), c.req.param('key'))
      if (!form) throw notFound('This form')
      const { key, version, state, definition } = form
      return c.json({ form: { key, version, state, definition } })
    })
    .put('/liff/api/:accountId/forms/:key/draft', requireFriend, async (c) =>
      c.json(await resumeOrBegin(c.get('scope'), { key: c.req.param('key'), uid: c.get('uid') })),
    )
    .put(
      '/liff/api/:accountId/submissions/:id/answers/:questionKey',
      validated('json', answerInputSchema),
      async (c) => {
        const { id, questionKey } = c.req.param()
        const { value } = c.req.valid('json')
        return c.json(await saveAnswer(c.get('scope'), { id, uid: c.get('uid'), questionKey, value }))
      },
    )
    .put('/liff/api/:accountId/submissions/:id/completion', async (c) =>
      c.json(await completeSubmission(c.get('scope'), { id: c.req.param('id'), uid: c.get('uid') })),
    )
}
