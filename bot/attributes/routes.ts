import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { changeAttribute } from './change-of-person.ts'
import { attributeChangeSchema, attributeEditSchema, attributeKeySchema, newAttributeSchema } from './contract.ts'
import { addAttribute, editAttribute, removeAttribute, restoreAttribute } from './edit.ts'
import { listAttributes } from './list.ts'
import { readAttributes, readHistory } from './read-person.ts'

/** What can be known about people, and what is. */
export const attributeRoutes = new Hono<StaffEnv>()
  .get('/attributes', may('viewer'), async (c) => c.json({ attributes: await listAttributes(c.get('scope')) }, 200))
  .post('/attributes', may('editor'), validated('json', newAttributeSchema), async (c) =>
    c.json({ key: await addAttribute(c.get('scope'), c.req.valid('json')) }, 201),
  )
  .patch('/attributes/:id', may('editor'), validated('json', attributeEditSchema), async (c) => {
    await editAttribute(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ changed: true }, 200)
  })
  .delete('/attributes/:id', may('editor'), validated('json', nothingSchema), async (c) => {
    await removeAttribute(c.get('scope'), c.req.param('id'))
    return c.json({ removed: true }, 200)
  })
  .post('/attributes/:id/restoration', may('editor'), validated('json', nothingSchema), async (c) => {
    await restoreAttribute(c.get('scope'), c.req.param('id'))
    return c.json({ restored: true }, 200)
  })
  .get('/people/:id/attributes', may('viewer'), async (c) =>
    c.json({ attributes: await readAttributes(c.get('scope'), c.req.param('id')) }, 200),
  )
  .patch('/people/:id/attributes', may('editor'), validated('json', attributeChangeSchema), async (c) => {
    await changeAttribute(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({ changed: true }, 200)
  })
  .get('/people/:id/attribute-history', may('viewer'), validated('query', attributeKeySchema), async (c) =>
    c.json({ history: await readHistory(c.get('scope'), c.req.param('id'), c.req.valid('query').key) }, 200),
  )

export type AttributeRoutes = typeof attributeRoutes
