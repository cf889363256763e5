import { Hono, type Context, type MiddlewareHandler } from 'hono'
import type { Desk } from './desk.ts'
import { lineError, type LineEnv } from './line-answer.ts'
import { lineBots } from './line-bots.ts'
import { lineLiffApps } from './line-liff-apps.ts'
import { lineLogin } from './line-login.ts'
import { lineMenus } from './line-menus.ts'
import { lineMessages } from './line-messages.ts'
import type { CallEntry, FaultKind } from './shapes.ts'
import { keep } from './state.ts'
import { channelByToken } from './tokens.ts'

const LARGEST_BODY = 2 * 1024 * 1024
const SHOWN = 20_000
/** An answer with this header must not reach the caller: it stands for a time-out. */
export const LOST = 'x-simulator-lost'

/** LINE's endpoints as one app, without host and prefix: `POST /v2/bot/message/push`. */
export function createLine(desk: Desk): Hono<LineEnv> {
  const line = new Hono<LineEnv>()
  line.use(recorded(desk))
  line.use('/v2/bot/*', async (c, next) => {
    const channel = channelByToken(desk, c.req.header('authorization'), false)
    if (!channel)
      return lineError(
        c,
        401,
        'Authentication failed. Confirm that the access token in the authorization header is valid.',
      )
    c.set('channel', channel)
    return next()
  })
  line.route('/', lineMessages(desk))
  line.route('/', lineBots(desk))
  line.route('/', lineMenus(desk))
  line.route('/', lineLogin(desk))
  line.route('/', lineLiffApps(desk))
  line.notFound((c) => c.json({ message: 'Not found' }, 404))
  line.onError((error, c) => {
    if (error instanceof SyntaxError)
      return c.json({ message: 'The request body could not be parsed as JSON (line: 1, column: 1)' }, 400)
    throw error
  })
  return line
}

/** Gives every answer its request ID, plays the faults, and writes the call down for the desk. */
const recorded =
  (desk: Desk): MiddlewareHandler<LineEnv> =>
  async (c, next) => {
    const begun = performance.now()
    const requestId = desk.ids()
    c.set('requestId', requestId)
    c.set('uid', null)
    c.set('verdict', null)
    const request = await c.req.arrayBuffer()
    if (desk.state.faults.latency > 0) await new Promise((done) => setTimeout(done, desk.state.faults.latency))
    const fault = nextFault(desk, c.req.path)
    const before = fault && BEFORE[fault]?.(c)
    if (before) c.res = before
    else if (request.byteLength > LARGEST_BODY && !c.req.path.endsWith('/content'))
      c.res = lineError(c, 413, 'Request entity too large')
    else await next()
    const entry = entryOf(desk, c, request, await shownAnswer(c.res))
    keep(desk.state.calls, {
      ...entry,
      took: Math.round(performance.now() - begun),
      fault,
      verdict: fault ? 'fault' : entry.verdict,
    })
    if (fault === 'timeout_after') c.res = lost(c)
    if (fault === 'garbled') c.res = c.html('<html><body>Bad gateway</body></html>')
    c.header('x-line-request-id', requestId)
  }

const lost = (c: Context<LineEnv>) => c.body(null, 504, { [LOST]: '1' })

/** Faults that strike before LINE has accepted anything. */
const BEFORE: Partial<Record<FaultKind, (c: Context<LineEnv>) => Response>> = {
  error: (c) => c.json({ message: 'Internal server error' }, 500),
  rate_limit: (c) => lineError(c, 429, 'The API rate limit has been exceeded. Try again later.'),
  quota: (c) => lineError(c, 429, 'You have reached your monthly limit.'),
  timeout_before: lost,
}

const FAULTY_BY_DEFAULT = /^\/v2\/bot\/message\/(reply|push|multicast)$/

function nextFault(desk: Desk, path: string): FaultKind | null {
  const { next } = desk.state.faults
  if (!next || !(next.path === undefined ? FAULTY_BY_DEFAULT.test(path) : path.includes(next.path))) return null
  desk.state.faults.next = next.calls > 1 ? { ...next, calls: next.calls - 1 } : null
  return next.kind
}

function entryOf(desk: Desk, c: Context<LineEnv>, request: ArrayBuffer, answer: string): CallEntry {
  const { status } = c.res
  const type = c.req.header('content-type') ?? ''
  const readable = /json|form|text/.test(type)
  return {
    kind: 'call',
    id: c.get('requestId'),
    revision: desk.touch(),
    at: desk.now(),
    accountId: c.get('channel')?.accountId ?? null,
    uid: c.get('uid'),
    method: c.req.method,
    path: c.req.path + new URL(c.req.url).search,
    retryKey: c.req.header('x-line-retry-key') ?? null,
    request:
      request.byteLength === 0
        ? ''
        : readable
          ? new TextDecoder().decode(request).slice(0, SHOWN)
          : `${type}, ${request.byteLength} bytes`,
    status,
    answer,
    took: 0,
    verdict: c.get('verdict') ?? (status < 400 ? 'accepted' : status === 409 ? 'repeated' : 'refused'),
    fault: null,
  }
}

async function shownAnswer(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.includes('json')) return ''
  return (await response.clone().text()).slice(0, SHOWN)
}
