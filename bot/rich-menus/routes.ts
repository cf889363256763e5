import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { notFound } from '../errors.ts'
import { changePicture } from './change-picture.ts'
import { menuChoices } from './choices.ts'
import type { MenuKey } from './contract.ts'
import { menuDraftSchema, menuPictureQuerySchema, menuRevisionSchema } from './edit-contract.ts'
import { publishMenuDraft } from './publish-draft.ts'
import { readMenuEdit } from './read-edit.ts'
import { readRichMenus } from './read.ts'
import { endMenuDraft, saveMenuDraft } from './save-draft.ts'
import { serveDraftPicture, servePicture } from './serve-picture.ts'
import { tryMenusAgain } from './try-again.ts'

/** @throws not_found for a menu that there cannot be */
function keyIn(given: string): MenuKey {
  if (given === 'guest' || given === 'member') return given
  throw notFound('The menu')
}

/** The menus of an account at LINE, whoever waits for theirs, and changing them. */
export const richMenuRoutes = new Hono<StaffEnv>()
  .get('/rich-menus', may('viewer'), async (c) => c.json(await readRichMenus(c.get('scope')), 200))
  .get('/rich-menus/choices', may('viewer'), async (c) => c.json(await menuChoices(c.get('scope')), 200))
  .post('/rich-menus/retry', may('editor'), validated('json', nothingSchema), async (c) => {
    await tryMenusAgain(c.get('scope'))
    return c.json(await readRichMenus(c.get('scope')), 200)
  })
  .get('/rich-menus/:key/picture', may('viewer'), (c) => servePicture(c.get('scope'), keyIn(c.req.param('key'))))
  .get('/rich-menus/:key/edit', may('owner'), async (c) =>
    c.json(await readMenuEdit(c.get('scope'), keyIn(c.req.param('key'))), 200),
  )
  .get('/rich-menus/:key/draft/picture', may('owner'), (c) =>
    serveDraftPicture(c.get('scope'), keyIn(c.req.param('key'))),
  )
  .put('/rich-menus/:key/draft', may('owner'), validated('json', menuDraftSchema), async (c) =>
    c.json(await saveMenuDraft(c.get('scope'), keyIn(c.req.param('key')), c.req.valid('json')), 200),
  )
  .put('/rich-menus/:key/draft/picture', may('owner'), validated('query', menuPictureQuerySchema), async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const revision = Number(c.req.valid('query').revision)
    return c.json(await changePicture(c.get('scope'), keyIn(c.req.param('key')), { bytes, revision }), 200)
  })
  .delete('/rich-menus/:key/draft', may('owner'), validated('json', menuRevisionSchema), async (c) => {
    await endMenuDraft(c.get('scope'), keyIn(c.req.param('key')), c.req.valid('json').revision)
    return c.json({}, 200)
  })
  .post('/rich-menus/:key/publication', may('owner'), validated('json', menuRevisionSchema), async (c) =>
    c.json(await publishMenuDraft(c.get('scope'), keyIn(c.req.param('key')), c.req.valid('json').revision), 200),
  )

export type RichMenuRoutes = typeof richMenuRoutes
