import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { readRichMenus } from './read.ts'
import { tryMenusAgain } from './try-again.ts'

/** The menus of an account at LINE, and whoever waits for theirs. */
export const richMenuRoutes = new Hono<StaffEnv>()
  .get('/rich-menus', may('viewer'), async (c) => c.json(await readRichMenus(c.get('scope')), 200))
  .post('/rich-menus/retry', may('editor'), validated('json', nothingSchema), async (c) => {
    await tryMenusAgain(c.get('scope'))
    return c.json(await readRichMenus(c.get('scope')), 200)
  })

export type RichMenuRoutes = typeof richMenuRoutes
