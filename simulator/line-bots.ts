import { Hono } from 'hono'
import { bytesOf } from './bytes.ts'
import { accountOf, chatOf, UID, type Desk } from './desk.ts'
import { lineError, type LineEnv } from './line-answer.ts'
import { pictureUrlOf } from './picture.ts'
import { sendBody } from './webhook.ts'

const LONGEST_ENDPOINT = 500

/** The bot itself: profile lookups, its own info, the webhook's address, the typing sign, downloads of what people sent. */
export function lineBots(desk: Desk): Hono<LineEnv> {
  const app = new Hono<LineEnv>()

  app.get('/v2/bot/info', (c) => {
    const { botUserId, basicId, name } = c.get('channel')
    return c.json({ userId: botUserId, basicId, displayName: name, chatMode: 'bot', markAsReadMode: 'auto' })
  })

  // Friends, and people who wrote without being friends; everyone else is not found, so a block can be seen here.
  app.get('/v2/bot/profile/:uid', (c) => {
    const uid = c.req.param('uid')
    const person = desk.state.people[uid]
    c.set('uid', uid)
    if (!person) return lineError(c, 404, 'Not found')
    const { friendship, wroteAt } = chatOf(desk, c.get('channel').accountId, uid)
    if (friendship === 'blocked' || (friendship === 'none' && wroteAt === null)) return lineError(c, 404, 'Not found')
    const { name, language, status } = person
    return c.json({
      userId: uid,
      displayName: name,
      pictureUrl: pictureUrlOf(desk.publicUrl, uid),
      ...(status ? { statusMessage: status } : {}),
      language,
    })
  })

  app.post('/v2/bot/chat/loading/start', async (c) => {
    const { chatId, loadingSeconds = 20 } = JSON.parse(await c.req.text()) as {
      chatId?: unknown
      loadingSeconds?: unknown
    }
    if (typeof chatId !== 'string' || !UID.test(chatId))
      return lineError(c, 400, "The value for the 'chatId' is invalid")
    const seconds = Number(loadingSeconds)
    if (!(seconds >= 5 && seconds <= 60 && seconds % 5 === 0))
      return lineError(c, 400, "The value for the 'loadingSeconds' is invalid")
    c.set('uid', chatId)
    if (desk.state.people[chatId])
      chatOf(desk, c.get('channel').accountId, chatId).loadingUntil = desk.now() + seconds * 1000
    return c.json({}, 202)
  })

  // Reading is automatic here, so the tokens have nothing left to do.
  app.post('/v2/bot/chat/markAsRead', (c) => c.json({}))

  app.get('/v2/bot/channel/webhook/endpoint', (c) => {
    const { accountId, webhookUrl } = c.get('channel')
    const endpoint = accountOf(desk, accountId).endpoint ?? webhookUrl
    return endpoint ? c.json({ endpoint, active: true }) : lineError(c, 404, 'Not found')
  })

  app.put('/v2/bot/channel/webhook/endpoint', async (c) => {
    const { endpoint } = JSON.parse(await c.req.text()) as { endpoint?: unknown }
    const safe =
      typeof endpoint === 'string' && (endpoint.startsWith('https://') || endpoint.startsWith(`${desk.publicUrl}/`))
    if (!safe || endpoint.length > LONGEST_ENDPOINT || !URL.canParse(endpoint))
      return lineError(c, 400, 'Invalid webhook endpoint URL')
    accountOf(desk, c.get('channel').accountId).endpoint = endpoint
    return c.json({})
  })

  app.post('/v2/bot/channel/webhook/test', async (c) => {
    const channel = c.get('channel')
    const given = await c.req.text()
    const { endpoint } = (given ? JSON.parse(given) : {}) as { endpoint?: string }
    const empty = JSON.stringify({ destination: channel.botUserId, events: [] })
    const [entry] = await sendBody(desk, channel, empty, endpoint ? { url: endpoint } : {})
    const success = entry?.verdict === 'answered'
    const reason = {
      answered: 'OK',
      refused: 'ERROR_STATUS_CODE',
      slow: 'REQUEST_TIMEOUT',
      unreachable: 'COULD_NOT_CONNECT',
      held: 'UNCLASSIFIED',
      off: 'UNCLASSIFIED',
    }
    return c.json({
      success,
      timestamp: new Date(desk.now()).toISOString(),
      statusCode: entry?.status ?? 0,
      reason: reason[entry?.verdict ?? 'off'],
      detail: String(entry?.status ?? entry?.answer ?? ''),
    })
  })

  app.get('/v2/bot/message/:id/content', (c) => {
    const content = desk.state.contents[c.req.param('id')]
    return content
      ? c.body(bytesOf(content.base64), 200, { 'content-type': content.type })
      : lineError(c, 404, 'Not found')
  })

  // Nothing is large enough here to be prepared for long.
  app.get('/v2/bot/message/:id/content/transcoding', (c) =>
    c.req.param('id') in desk.state.contents ? c.json({ status: 'succeeded' }) : lineError(c, 404, 'Not found'),
  )

  app.get('/v2/bot/message/:id/content/preview', (c) => {
    const content = desk.state.contents[c.req.param('id')]
    return content
      ? c.body(bytesOf(content.base64), 200, { 'content-type': content.type })
      : lineError(c, 404, 'Not found')
  })

  return app
}
