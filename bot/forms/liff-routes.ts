import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { openFriendsAccount, requireFriend, type FriendEnv } from '../http/friend-door.ts'
import { bootFormOf } from '../http/liff-page.ts'
import { validated } from '../http/validated.ts'
import { changeSubmission } from './change.ts'
import { completeSubmission } from './complete.ts'
import { answerInputSchema } from './contract.ts'
import { keepSubmission } from './keep.ts'
import { formByKey } from './load.ts'
import { openForm } from './resume.ts'
import { saveAnswer } from './save-answer.ts'
import { openTrial } from './trials.ts'

/**
 * What staff are writing, on their own phone: the link itself says who may see it, and nothing can be sent from there. `seen`:
 * what is on the screen already.
 */
const trialQuerySchema = v.object({ seen: v.optional(v.pipe(v.string(), v.maxLength(40))) })

/** What the link said about who comes, by its names; the form says what of it is kept. */
const saidSchema = v.pipe(v.string(), v.maxLength(8000), v.parseJson(), v.record(v.string(), v.string()))

/** `again`: another submission beside a finished one. */
const draftQuerySchema = v.object({
  again: v.optional(v.picklist(['true', 'false'])),
  hidden: v.optional(saidSchema),
})

/**
 * In which language the page was read; it is kept with consents, and what is said in the chat is said in it. `revision`: of the
 * draft as the page shows it.
 */
export const completionQuerySchema = v.object({
  language: v.optional(v.picklist(['ja', 'en'])),
  revision: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))),
})

/** A form as people fill it in with LIFF. Whose answers they are is what the session says. */
export function formLiffRoutes(deps: Deps) {
  const account = openFriendsAccount(deps)
  return new Hono<FriendEnv>()
    .use('/liff/api/:accountId/forms/*', account)
    .use('/liff/api/:accountId/submissions/*', account, requireFriend)
    .get('/liff/api/:accountId/forms/:key', async (c) => {
      const form = await formByKey(c.get('scope'), c.req.param('key'))
      if (!form) throw notFound('This form')
      return c.json({ form: bootFormOf(form) })
    })
    .get('/liff/api/:accountId/trials/:pass', account, validated('query', trialQuerySchema), async (c) => {
      const trial = await openTrial(c.get('scope'), c.req.param('pass'))
      if (!trial) throw notFound('This link')
      return c.json({ trial: trial.stamp === c.req.valid('query').seen ? null : trial })
    })
    .put('/liff/api/:accountId/forms/:key/draft', requireFriend, validated('query', draftQuerySchema), async (c) => {
      const { again, hidden = {} } = c.req.valid('query')
      const opening = { key: c.req.param('key'), uid: c.get('uid'), again: again === 'true', said: hidden }
      return c.json(await openForm(c.get('scope'), opening))
    })
    .put('/liff/api/:accountId/forms/:key/change', requireFriend, async (c) =>
      c.json(await changeSubmission(c.get('scope'), { key: c.req.param('key'), uid: c.get('uid') })),
    )
    .delete('/liff/api/:accountId/forms/:key/change', requireFriend, async (c) =>
      c.json(await keepSubmission(c.get('scope'), { key: c.req.param('key'), uid: c.get('uid') })),
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
    .put('/liff/api/:accountId/submissions/:id/completion', validated('query', completionQuerySchema), async (c) => {
      const sending = { id: c.req.param('id'), uid: c.get('uid'), ...c.req.valid('query') }
      return c.json(await completeSubmission(c.get('scope'), sending))
    })
}
