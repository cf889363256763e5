import { Hono, type MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import { bytesOf } from './bytes.ts'
import { UID } from './desk.ts'
import { pictureOf } from './picture.ts'
import type { LineAction } from './shapes.ts'
import type { Simulator } from './simulator.ts'
import { viewOf } from './view.ts'

const LARGEST_PICTURE = 8 * 1024 * 1024
const FURTHEST_JUMP = 400 * 24 * 60 * 60_000

const uid = v.pipe(v.string(), v.regex(UID))
const accountId = v.pipe(v.string(), v.minLength(1))
const newPerson = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  language: v.optional(v.picklist(['ja', 'en'])),
})
const friendship = v.object({ following: v.boolean() })
const act = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)) }),
  v.object({
    kind: v.literal('sticker'),
    packageId: v.string(),
    stickerId: v.string(),
    keywords: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(50))), v.maxLength(15))),
  }),
  v.object({
    kind: v.literal('image'),
    dataUrl: v.pipe(v.string(), v.startsWith('data:image/'), v.maxLength(LARGEST_PICTURE)),
  }),
  v.object({
    kind: v.literal('location'),
    title: v.pipe(v.string(), v.maxLength(100)),
    address: v.pipe(v.string(), v.maxLength(100)),
    latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  }),
  v.object({ kind: v.literal('tap'), action: v.looseObject({ type: v.string() }), picked: v.optional(v.string()) }),
  v.object({ kind: v.literal('unsend'), messageId: v.string() }),
])
const faults = v.partial(
  v.object({
    duplicate: v.boolean(),
    disorder: v.boolean(),
    redelivery: v.boolean(),
    standby: v.boolean(),
    wrongDestination: v.boolean(),
    latency: v.pipe(v.number(), v.minValue(0), v.maxValue(30_000)),
    next: v.nullable(
      v.object({
        kind: v.picklist(['error', 'rate_limit', 'quota', 'timeout_before', 'timeout_after', 'garbled']),
        calls: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
        path: v.exactOptional(v.string()),
      }),
    ),
  }),
)
const clock = v.object({ forwards: v.pipe(v.number(), v.minValue(0), v.maxValue(FURTHEST_JUMP)) })
const quota = v.object({ quota: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))) })

/** Only pages of this server may change the desk: JSON only, so that no form of another site can, and from our own origin. */
const fromOurOwnPage: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && !sameHost(origin, c.req.header('host') ?? new URL(c.req.url).host))
  if (foreign) return problem('forbidden', 'The desk takes orders from its own page only', 403)
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return problem('invalid', 'content-type must be application/json', 415)
  return next()
}
const sameHost = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host

const problem = (code: string, message: string, status: number) =>
  Response.json({ error: { code, message } }, { status })

/** The control API of the phone. Everything answers when its webhook was answered. */
export function controlApi(simulator: Simulator): Hono {
  const { desk } = simulator
  const api = new Hono()
  api.use(fromOurOwnPage)
  api.onError((error) => {
    if (error instanceof v.ValiError || error instanceof SyntaxError) return problem('invalid', error.message, 400)
    return problem('conflict', error.message, 409)
  })

  api.get('/state', (c) => c.json(viewOf(desk, c.req.query('after'))))

  api.post('/people', async (c) => c.json(simulator.addPerson(v.parse(newPerson, await c.req.json())), 201))

  api.get('/people/:uid/picture', (c) =>
    c.body(pictureOf(c.req.param('uid')), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'max-age=86400',
      'content-security-policy': "default-src 'none'",
    }),
  )

  api.put('/chats/:accountId/:uid/friendship', async (c) => {
    const who = [v.parse(uid, c.req.param('uid')), v.parse(accountId, c.req.param('accountId'))] as const
    const { following } = v.parse(friendship, await c.req.json())
    await (following ? simulator.follow(...who) : simulator.block(...who))
    return c.body(null, 204)
  })

  // What a person does in a chat; the answer says what the phone has to open now.
  api.post('/chats/:accountId/:uid/acts', async (c) => {
    const who = [v.parse(uid, c.req.param('uid')), v.parse(accountId, c.req.param('accountId'))] as const
    const given = v.parse(act, await c.req.json())
    if (given.kind === 'tap')
      return c.json({ open: (await simulator.tap(...who, given.action as LineAction, given.picked)).open })
    if (given.kind === 'text') await simulator.say(...who, given.text)
    if (given.kind === 'sticker') await simulator.sticker(...who, given.packageId, given.stickerId, given.keywords)
    if (given.kind === 'image') await simulator.image(...who, given.dataUrl)
    if (given.kind === 'location') {
      const { kind: _, ...place } = given
      await simulator.location(...who, place)
    }
    if (given.kind === 'unsend') await simulator.unsend(...who, given.messageId)
    return c.json({ open: null })
  })

  api.get('/contents/:id', (c) => {
    const content = desk.state.contents[c.req.param('id')]
    return content ? picture(content) : c.notFound()
  })
  api.get('/menus/:accountId/:id', (c) => {
    const image = desk.state.accounts[c.req.param('accountId')]?.menus[c.req.param('id')]?.image
    return image ? picture(image) : c.notFound()
  })

  api.patch('/faults', async (c) => {
    simulator.setFaults(v.parse(faults, await c.req.json()))
    await simulator.tick()
    return c.body(null, 204)
  })
  api.post('/clock', async (c) => {
    await simulator.advance(v.parse(clock, await c.req.json()).forwards)
    return c.body(null, 204)
  })
  api.post('/redeliveries/:id', async (c) => {
    const entry = desk.state.webhooks.find(({ id }) => id === c.req.param('id'))
    if (!entry) return c.notFound()
    await simulator.redeliver(entry)
    return c.body(null, 204)
  })
  api.put('/accounts/:accountId/quota', async (c) => {
    simulator.setQuota(v.parse(accountId, c.req.param('accountId')), v.parse(quota, await c.req.json()).quota)
    return c.body(null, 204)
  })
  api.delete('/state', (c) => {
    simulator.reset()
    return c.body(null, 204)
  })
  return api
}

/** A picture that someone uploaded is shown, never run: an SVG may not load or do anything. */
const picture = ({ type, base64 }: { type: string; base64: string }) =>
  new Response(bytesOf(base64), {
    headers: {
      'content-type': type.startsWith('image/') ? type : 'application/octet-stream',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  })
