import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { seenSchema } from './contract.ts'
import { countUnseen, listNotices } from './list.ts'
import { markNoticesSeen } from './mark-seen.ts'

/** What whoever is signed in was told of, in this account. */
export const noticeRoutes = new Hono<StaffEnv>()
  .get('/notices', may('viewer'), async (c) => c.json(await listNotices(c.get('scope')), 200))
  .get('/notices/count', may('viewer'), async (c) => c.json({ unseen: await countUnseen(c.get('scope')) }, 200))
  .put('/notices/reading', may('viewer'), validated('json', seenSchema), async (c) => {
    await markNoticesSeen(c.get('scope'), c.req.valid('json'))
    return c.json({}, 200)
  })

export type NoticeRoutes = typeof noticeRoutes
