import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { demandPersonal } from '../staff/masking.ts'
import { serveUpload } from './serve.ts'

/** Files of an account's people, for its staff; mounted at `/accounts/:accountId`. */
export const uploadRoutes = new Hono<StaffEnv>().get('/uploads/:id', may('viewer'), (c) => {
  // A photo can show a card or a face, so every file is personal.
  demandPersonal(c.get('scope'))
  return serveUpload(c.get('scope'), { id: c.req.param('id') })
})
