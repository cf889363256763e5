import { Hono } from 'hono'
import { findPerson } from '../customers/find-person.ts'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { tagPerson, untagPerson } from './change-of-person.ts'
import { newTagSchema, tagEditSchema, tagIdSchema } from './contract.ts'
import { addTag, removeTag, renameTag, restoreTag } from './edit.ts'
import { listTags } from './list.ts'
import { tagsOf } from './of-person.ts'

/** The account's tags, and who has them. */
export const tagRoutes = new Hono<StaffEnv>()
  .get('/tags', may('viewer'), async (c) => c.json({ tags: await listTags(c.get('scope')) }, 200))
  .post('/tags', may('editor'), validated('json', newTagSchema), async (c) =>
    c.json({ id: await addTag(c.get('scope'), c.req.valid('json').name) }, 201),
  )
  .patch('/tags/:id', may('editor'), validated('json', tagEditSchema), async (c) => {
    await renameTag(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ renamed: true }, 200)
  })
  .delete('/tags/:id', may('editor'), validated('json', nothingSchema), async (c) => {
    await removeTag(c.get('scope'), c.req.param('id'))
    return c.json({ removed: true }, 200)
  })
  .post('/tags/:id/restoration', may('editor'), validated('json', nothingSchema), async (c) => {
    await restoreTag(c.get('scope'), c.req.param('id'))
    return c.json({ restored: true }, 200)
  })
  .get('/people/:id/tags', may('viewer'), async (c) => {
    const scope = c.get('scope')
    return c.json({ tags: await tagsOf(scope, await findPerson(scope, c.req.param('id'))) }, 200)
  })
  .post('/people/:id/tags', may('editor'), validated('json', tagIdSchema), async (c) => {
    await tagPerson(c.get('scope'), c.req.param('id'), c.req.valid('json').tagId)
    return c.json({ given: true }, 200)
  })
  .delete('/people/:id/tags', may('editor'), validated('json', tagIdSchema), async (c) => {
    await untagPerson(c.get('scope'), c.req.param('id'), c.req.valid('json').tagId)
    return c.json({ taken: true }, 200)
  })

export type TagRoutes = typeof tagRoutes
