import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { changeTalk, markRead } from './change.ts'
import {
  handBackSchema,
  messageChangesSchema,
  messagePageSchema,
  readingSchema,
  saySchema,
  talkChangeSchema,
  talkChangesSchema,
  talkListSchema,
} from './contract.ts'
import { handBack } from './hand-back.ts'
import { holdTalk } from './hold.ts'
import { listTalks, talkChanges, talkCounts } from './list.ts'
import { listMessages, messageChanges } from './messages.ts'
import { quotaLeft } from './quota.ts'
import { readTalk } from './read.ts'
import { sayAsStaff } from './say.ts'
import { serveTalkFile } from './serve-file.ts'

/** Talks with people, for the staff of an account; `:id` is the friend's. Mounted at `/accounts/:accountId`. */
export const talkRoutes = new Hono<StaffEnv>()
  .get('/talks', may('viewer'), validated('query', talkListSchema), async (c) =>
    c.json(await listTalks(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/talks/changes', may('viewer'), validated('query', talkChangesSchema), async (c) =>
    c.json(await talkChanges(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/talks/counts', may('viewer'), async (c) => c.json({ counts: await talkCounts(c.get('scope')) }, 200))
  .get('/talks/quota', may('viewer'), async (c) =>
    c.json({ quota: await quotaLeft(await wholeScope(c.get('scope'))) }, 200),
  )
  .get('/talks/:id', may('viewer'), async (c) =>
    c.json({ talk: await readTalk(c.get('scope'), c.req.param('id')) }, 200),
  )
  .patch('/talks/:id', may('editor'), validated('json', talkChangeSchema), async (c) => {
    await changeTalk(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ talk: await readTalk(c.get('scope'), c.req.param('id')) }, 200)
  })
  .get('/talks/:id/messages', may('viewer'), validated('query', messagePageSchema), async (c) =>
    c.json(await listMessages(c.get('scope'), c.req.param('id'), c.req.valid('query')), 200),
  )
  .get('/talks/:id/changes', may('viewer'), validated('query', messageChangesSchema), async (c) =>
    c.json(await messageChanges(c.get('scope'), c.req.param('id'), c.req.valid('query')), 200),
  )
  .post('/talks/:id/messages', may('editor'), validated('json', saySchema), async (c) => {
    await sayAsStaff(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ talk: await readTalk(c.get('scope'), c.req.param('id')) }, 201)
  })
  .post('/talks/:id/reading', may('editor'), validated('json', readingSchema), async (c) => {
    await markRead(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .post('/talks/:id/holding', may('editor'), validated('json', nothingSchema), async (c) => {
    await holdTalk(c.get('scope'), c.req.param('id'))
    return c.json({ talk: await readTalk(c.get('scope'), c.req.param('id')) }, 200)
  })
  .post('/talks/:id/handing-back', may('editor'), validated('json', handBackSchema), async (c) => {
    await handBack(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ talk: await readTalk(c.get('scope'), c.req.param('id')) }, 200)
  })
  .get('/talk-files/:id', may('viewer'), (c) => serveTalkFile(c.get('scope'), c.req.param('id')))

export type TalkRoutes = typeof talkRoutes
