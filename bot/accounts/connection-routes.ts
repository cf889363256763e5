import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { nothingSchema } from '../http/nothing.ts'
import { validated } from '../http/validated.ts'
import { checkConnection } from './check.ts'
import { disconnectionSchema, greetingSchema, renameSchema, secretsSchema } from './connection-contract.ts'
import { readConnection } from './connection.ts'
import { disconnectAccount, reconnectAccount } from './disconnect.ts'
import { changeGreeting, readGreeting } from './greeting.ts'
import { renameAccount } from './rename.ts'
import { rotateSecrets } from './rotate.ts'
import { setUpAtLine } from './set-up.ts'

/** How an account is connected to LINE, and what it says to whoever follows. Secrets come in here and never go out. */
export const connectionRoutes = new Hono<StaffEnv>()
  .get('/connection', may('viewer'), async (c) => c.json(await readConnection(c.get('scope')), 200))
  .patch('/connection', may('owner'), validated('json', renameSchema), async (c) => {
    await renameAccount(c.get('scope'), c.req.valid('json'))
    return c.json(await readConnection(c.get('scope')), 200)
  })
  .post('/connection/check', may('editor'), validated('json', nothingSchema), async (c) => {
    await checkConnection(c.get('scope'))
    return c.json(await readConnection(c.get('scope')), 200)
  })
  .post('/connection/setup', may('owner'), validated('json', nothingSchema), async (c) => {
    await setUpAtLine(c.get('scope'))
    return c.json(await readConnection(c.get('scope')), 200)
  })
  .put('/connection/secrets', may('owner'), validated('json', secretsSchema), async (c) => {
    await rotateSecrets(c.get('scope'), c.req.valid('json'))
    return c.json(await readConnection(c.get('scope')), 200)
  })
  .post('/connection/disconnection', may('owner'), validated('json', disconnectionSchema), async (c) => {
    await disconnectAccount(c.get('scope'), c.req.valid('json').name)
    return c.json(await readConnection(c.get('scope')), 200)
  })
  .delete('/connection/disconnection', may('owner'), validated('json', nothingSchema), async (c) => {
    await reconnectAccount(c.get('scope'))
    return c.json(await readConnection(c.get('scope')), 200)
  })
  .get('/greeting', may('viewer'), async (c) => c.json({ greeting: await readGreeting(c.get('scope')) }, 200))
  .put('/greeting', may('editor'), validated('json', greetingSchema), async (c) => {
    await changeGreeting(c.get('scope'), c.req.valid('json'))
    return c.json({ greeting: await readGreeting(c.get('scope')) }, 200)
  })

export type ConnectionRoutes = typeof connectionRoutes
