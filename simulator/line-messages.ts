import { Hono, type Context } from 'hono'
import { checkMessages } from './check-messages.ts'
import { isFields, type Fields } from './check.ts'
import { accountOf, UID, type Desk } from './desk.ts'
import { lineError, type LineEnv } from './line-answer.ts'
import { deliverMessages, reaches, spend, wouldExceed, type SendKind } from './send.ts'
import type { LineMessage } from './shapes.ts'
import { sweep } from './state.ts'

const RETRY_KEY_LIFE = 24 * 60 * 60_000
const RETRY_KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const MOST_RECIPIENTS = 500

/** Sending and validating messages. */
export function lineMessages(desk: Desk): Hono<LineEnv> {
  const app = new Hono<LineEnv>()

  app.post('/v2/bot/message/reply', async (c) => {
    if (c.req.header('x-line-retry-key') !== undefined)
      return lineError(c, 400, 'The retry key is not supported in this API')
    const body = await bodyOf(c)
    const refused = refusal(c, desk, body, true)
    if (refused) return refused
    const token = desk.state.replyTokens[String(body['replyToken'])]
    const channel = c.get('channel')
    if (!token || token.used || token.validUntil < desk.now() || token.accountId !== channel.accountId)
      return lineError(c, 400, 'Invalid reply token')
    token.used = true
    return sent(c, desk, 'reply', [token.uid], body)
  })

  app.post('/v2/bot/message/push', async (c) => {
    const body = await bodyOf(c)
    const refused = refusal(c, desk, body) ?? repeated(c, desk)
    if (refused) return refused
    if (typeof body['to'] !== 'string' || !UID.test(body['to']))
      return lineError(c, 400, "The property, 'to', in the request body is invalid (line: -, column: -)")
    c.set('uid', body['to'])
    if (!desk.state.people[body['to']]) return lineError(c, 400, 'Failed to send messages')
    return sent(c, desk, 'push', [body['to']], body)
  })

  app.post('/v2/bot/message/multicast', async (c) => {
    const body = await bodyOf(c)
    const refused = refusal(c, desk, body) ?? repeated(c, desk)
    if (refused) return refused
    const to: unknown[] = Array.isArray(body['to']) ? body['to'] : []
    if (to.length < 1 || to.length > MOST_RECIPIENTS) {
      return lineError(c, 400, 'The request body has 1 error(s)', [
        { message: `Size must be between 1 and ${MOST_RECIPIENTS}`, property: 'to' },
      ])
    }
    const known = to.filter((uid): uid is string => typeof uid === 'string' && uid in desk.state.people)
    if (known.length < to.length)
      return lineError(c, 400, "The property, 'to', in the request body is invalid (line: -, column: -)")
    return sent(c, desk, 'multicast', [...new Set(known)], body)
  })

  app.post('/v2/bot/message/validate/:kind{reply|push|multicast|narrowcast|broadcast}', async (c) => {
    return refusal(c, desk, await bodyOf(c)) ?? c.json({})
  })

  app.get('/v2/bot/message/quota', (c) => {
    const { quota } = accountOf(desk, c.get('channel').accountId)
    return c.json(quota === null ? { type: 'none' } : { type: 'limited', value: quota })
  })

  app.get('/v2/bot/message/quota/consumption', (c) =>
    c.json({ totalUsage: spend(desk, c.get('channel').accountId, 0) }),
  )

  return app
}

async function bodyOf(c: Context<LineEnv>): Promise<Fields> {
  const body: unknown = JSON.parse(await c.req.text())
  return isFields(body) ? body : {}
}

/** The 400 for what is wrong with the body; null when nothing is. */
function refusal(c: Context<LineEnv>, desk: Desk, body: Fields, replying = false): Response | null {
  const details = checkMessages(body['messages'], desk.publicUrl)
  if (replying && (typeof body['replyToken'] !== 'string' || body['replyToken'] === ''))
    details.push({ message: 'May not be empty', property: 'replyToken' })
  const units = body['customAggregationUnits']
  if (units !== undefined && !(Array.isArray(units) && units.length === 1 && /^\w{1,30}$/.test(String(units[0])))) {
    details.push({ message: 'Must be a list of one name of [0-9A-Za-z_]{1,30}', property: 'customAggregationUnits' })
  }
  return details.length === 0 ? null : lineError(c, 400, `The request body has ${details.length} error(s)`, details)
}

/** The answer to a retry key that was accepted before, or that is none; null when the call may go on. */
function repeated(c: Context<LineEnv>, desk: Desk): Response | null {
  const key = c.req.header('x-line-retry-key')
  if (key === undefined) return null
  if (!RETRY_KEY.test(key)) return lineError(c, 400, 'The retry key is invalid')
  const earlier = desk.state.retryKeys[retryKeyOf(c, key)]
  if (!earlier || earlier.until <= desk.now()) return null
  c.header('x-line-accepted-request-id', earlier.requestId)
  return c.json({ message: 'The retry key is already accepted', ...(JSON.parse(earlier.answer) as object) }, 409)
}

/** A key counts for one endpoint of one channel. */
const retryKeyOf = (c: Context<LineEnv>, key: string) =>
  `${c.get('channel').accountId} ${c.req.path} ${key.toLowerCase()}`

/** Brings checked messages to their recipients, counts them, and remembers the retry key with the answer. */
function sent(c: Context<LineEnv>, desk: Desk, kind: SendKind, to: string[], body: Fields): Response {
  const { accountId } = c.get('channel')
  const reached = to.filter((uid) => reaches(desk, accountId, uid, kind))
  if (kind !== 'reply' && wouldExceed(desk, accountId, reached.length))
    return lineError(c, 429, 'You have reached your monthly limit.')
  const messages = body['messages'] as LineMessage[]
  const sentMessages = messages.map((message) => ({
    id: desk.messageId(),
    ...(['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex'].includes(message.type)
      ? { quoteToken: desk.token(24) }
      : {}),
  }))
  for (const uid of reached)
    deliverMessages(desk, accountId, uid, kind, messages, kind === 'multicast' ? null : sentMessages)
  if (kind !== 'reply') spend(desk, accountId, reached.length)
  if (to.length === 1) c.set('uid', to[0] ?? null)
  if (reached.length === 0) c.set('verdict', 'dropped')
  const answer = kind === 'multicast' ? {} : { sentMessages }
  const key = c.req.header('x-line-retry-key')
  if (key !== undefined) {
    sweep(desk.state, desk.now())
    const until = desk.now() + RETRY_KEY_LIFE
    desk.state.retryKeys[retryKeyOf(c, key)] = { requestId: c.get('requestId'), answer: JSON.stringify(answer), until }
  }
  return c.json(answer)
}
