import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { changeKey } from './change-key.ts'
import { changeState } from './change-state.ts'
import {
  draftEndSchema,
  formDraftSchema,
  formKeyChangeSchema,
  formStateSchema,
  keywordSchema,
  newFormSchema,
  publicationSchema,
} from './edit-contract.ts'
import { readEdit, readVersion } from './edit.ts'
import { endForm } from './end-form.ts'
import { changeKeyword } from './keyword.ts'
import { newForm } from './new-form.ts'
import { addPicture } from './pictures/add.ts'
import { publishDraft } from './publish-draft.ts'
import { removalsOf } from './removals.ts'
import { endDraft, saveDraft } from './save-draft.ts'
import { makeTrial } from './trials.ts'

/** Editing a form: its draft, its versions, its keyword. */
export const formEditRoutes = new Hono<StaffEnv>()
  .post('/forms', may('editor'), validated('json', newFormSchema), async (c) => {
    await newForm(c.get('scope'), c.req.valid('json'))
    return c.json({ key: c.req.valid('json').key }, 201)
  })
  .delete('/forms/:key', may('editor'), validated('json', nothingSchema), async (c) => {
    await endForm(c.get('scope'), c.req.param('key'))
    return c.json({}, 200)
  })
  .put('/forms/:key/key', may('editor'), validated('json', formKeyChangeSchema), async (c) => {
    await changeKey(c.get('scope'), c.req.param('key'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .put('/forms/:key/state', may('editor'), validated('json', formStateSchema), async (c) => {
    await changeState(c.get('scope'), c.req.param('key'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .get('/forms/:key/edit', may('viewer'), async (c) => c.json(await readEdit(c.get('scope'), c.req.param('key')), 200))
  .get('/forms/:key/versions/:version', may('viewer'), async (c) =>
    c.json(await readVersion(c.get('scope'), c.req.param('key'), Number(c.req.param('version'))), 200),
  )
  .get('/forms/:key/draft/removals', may('viewer'), async (c) =>
    c.json(await removalsOf(c.get('scope'), c.req.param('key')), 200),
  )
  .put('/forms/:key/draft', may('editor'), validated('json', formDraftSchema), async (c) =>
    c.json(await saveDraft(c.get('scope'), c.req.param('key'), c.req.valid('json')), 200),
  )
  .post('/forms/:key/pictures', may('editor'), async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await addPicture(c.get('scope'), c.req.param('key'), bytes), 201)
  })
  .post('/forms/:key/draft/trials', may('editor'), validated('json', nothingSchema), async (c) =>
    c.json(await makeTrial(c.get('scope'), c.req.param('key')), 201),
  )
  .delete('/forms/:key/draft', may('editor'), validated('json', draftEndSchema), async (c) => {
    await endDraft(c.get('scope'), c.req.param('key'), c.req.valid('json').revision)
    return c.json({}, 200)
  })
  .post('/forms/:key/publication', may('editor'), validated('json', publicationSchema), async (c) =>
    c.json(await publishDraft(c.get('scope'), c.req.param('key'), c.req.valid('json').revision), 200),
  )
  .put('/forms/:key/keyword', may('editor'), validated('json', keywordSchema), async (c) =>
    c.json(await changeKeyword(c.get('scope'), c.req.param('key'), c.req.valid('json')), 200),
  )

export type FormEditRoutes = typeof formEditRoutes
