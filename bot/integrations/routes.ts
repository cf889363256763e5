import { Hono } from 'hono'
import { nothingSchema } from '../http/nothing.ts'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { callListSchema, endpointSchema, endpointStateSchema, keySchema } from './contract.ts'
import { addEndpoint, changeEndpoint, rotateSecret, setEndpointState } from './change-endpoint.ts'
import { listCalls, readCall } from './calls.ts'
import { listEndpoints } from './endpoints.ts'
import { addKey, listKeys, revokeKey } from './keys.ts'
import { removeEndpoint } from './remove-endpoint.ts'
import { replayCall, replayFailed, testEndpoint } from './replay.ts'

/** API keys, endpoints and the log of their calls. Owners decide who gets in and who is told; editors see how it goes. */
export const integrationRoutes = new Hono<StaffEnv>()
  .get('/api-keys', may('owner'), async (c) => c.json({ keys: await listKeys(c.get('scope')) }, 200))
  .post('/api-keys', may('owner'), validated('json', keySchema), async (c) =>
    c.json(await addKey(c.get('scope'), c.req.valid('json')), 200),
  )
  .post('/api-keys/:id/revocation', may('owner'), validated('json', nothingSchema), async (c) => {
    await revokeKey(c.get('scope'), c.req.param('id'))
    return c.json({}, 200)
  })
  .get('/endpoints', may('editor'), async (c) => c.json({ endpoints: await listEndpoints(c.get('scope')) }, 200))
  .post('/endpoints', may('owner'), validated('json', endpointSchema), async (c) =>
    c.json(await addEndpoint(c.get('scope'), c.req.valid('json')), 200),
  )
  .put('/endpoints/:id', may('owner'), validated('json', endpointSchema), async (c) => {
    await changeEndpoint(c.get('scope'), c.req.param('id'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .put('/endpoints/:id/state', may('owner'), validated('json', endpointStateSchema), async (c) => {
    await setEndpointState(c.get('scope'), c.req.param('id'), c.req.valid('json').state)
    return c.json({}, 200)
  })
  .post('/endpoints/:id/secret', may('owner'), validated('json', nothingSchema), async (c) =>
    c.json(await rotateSecret(c.get('scope'), c.req.param('id')), 200),
  )
  .post('/endpoints/:id/trial', may('owner'), validated('json', nothingSchema), async (c) => {
    await testEndpoint(c.get('scope'), c.req.param('id'))
    return c.json({}, 200)
  })
  .post('/endpoints/:id/replay', may('editor'), validated('json', nothingSchema), async (c) =>
    c.json({ replayed: await replayFailed(c.get('scope'), c.req.param('id')) }, 200),
  )
  .delete('/endpoints/:id', may('owner'), validated('json', nothingSchema), async (c) => {
    await removeEndpoint(c.get('scope'), c.req.param('id'))
    return c.json({}, 200)
  })
  .get('/calls', may('editor'), validated('query', callListSchema), async (c) =>
    c.json(await listCalls(c.get('scope'), c.req.valid('query')), 200),
  )
  .get('/calls/:id', may('editor'), async (c) => c.json(await readCall(c.get('scope'), c.req.param('id')), 200))
  .post('/calls/:id/replay', may('editor'), validated('json', nothingSchema), async (c) => {
    await replayCall(c.get('scope'), c.req.param('id'))
    return c.json({}, 200)
  })

export type IntegrationRoutes = typeof integrationRoutes
