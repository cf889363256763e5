import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { verifySignatureOnNode } from '../../bot/node/signature.ts'

// The baseline: the same framework, the same check of the signature, and nothing else.
const secret = process.env['BENCH_SECRET'] ?? ''
const app = new Hono().post('/webhook/:accountId', async (c) => {
  const body = new Uint8Array(await c.req.arrayBuffer())
  const fits = await verifySignatureOnNode(secret, body, c.req.header('x-line-signature') ?? '')
  return c.body(null, fits ? 200 : 401)
})
process.on('message', () => process.send?.(process.cpuUsage()))
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' }, () => process.send?.('ready'))
