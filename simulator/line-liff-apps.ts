import { Hono } from 'hono'
import { fieldsOf, isFields, refuse, text, inside, choice, type Check, type Detail, type Fields } from './check.ts'
import { accountOf, type Desk } from './desk.ts'
import { lineError, type LineEnv } from './line-answer.ts'
import type { LiffApp } from './state.ts'
import { channelByToken } from './tokens.ts'

const MOST_APPS = 30
const SCOPES = ['openid', 'email', 'profile', 'chat_message.write']

/** The LIFF apps of an account's Login channel: the one of the options as it is now, and what was made or changed through the API. */
export function liffAppsOf(desk: Desk, accountId: string): Record<string, LiffApp> {
  const channel = desk.channels.find((one) => one.accountId === accountId)
  const first: Record<string, LiffApp> =
    channel?.liffId && channel.liffEndpointUrl
      ? {
          [channel.liffId]: {
            liffId: channel.liffId,
            view: { type: 'full', url: channel.liffEndpointUrl },
            description: channel.name,
            permanentLinkPattern: 'concat',
            scope: ['openid', 'profile', 'chat_message.write'],
            botPrompt: 'normal',
          },
        }
      : {}
  const changed = Object.entries({ ...first, ...accountOf(desk, accountId).liffApps })
  return Object.fromEntries(changed.filter((entry): entry is [string, LiffApp] => entry[1] !== null))
}

/** LIFF's server API, for the Login channel's own token. */
export function lineLiffApps(desk: Desk): Hono<LineEnv> {
  const app = new Hono<LineEnv>()
  app.use('/liff/v1/*', async (c, next) => {
    const channel = channelByToken(desk, c.req.header('authorization'), true)
    if (!channel) return lineError(c, 401, 'Authentication failed')
    c.set('channel', channel)
    return next()
  })
  const keep = (accountId: string, liffId: string, one: LiffApp | null) => {
    const account = accountOf(desk, accountId)
    account.liffApps = { ...account.liffApps, [liffId]: one }
  }

  app.get('/liff/v1/apps', (c) => {
    const apps = Object.values(liffAppsOf(desk, c.get('channel').accountId))
    return apps.length > 0 ? c.json({ apps }) : lineError(c, 404, 'not found')
  })

  app.post('/liff/v1/apps', async (c) => {
    const { accountId, loginChannelId } = c.get('channel')
    const given: unknown = JSON.parse(await c.req.text())
    const wrong = checkApp(given, desk.publicUrl, true)
    if (wrong.length > 0 || !isFields(given)) return lineError(c, 400, 'Invalid request', wrong)
    if (Object.keys(liffAppsOf(desk, accountId)).length >= MOST_APPS)
      return lineError(c, 400, 'The number of LIFF apps has reached its limit')
    const liffId = `${loginChannelId}-${desk.hex(4)}`
    const usual = { description: '', permanentLinkPattern: 'concat', scope: ['profile', 'chat_message.write'] }
    keep(accountId, liffId, { ...usual, botPrompt: 'none', ...(given as Partial<LiffApp>), liffId } as LiffApp)
    return c.json({ liffId })
  })

  app.put('/liff/v1/apps/:liffId', async (c) => {
    const { accountId } = c.get('channel')
    const one = liffAppsOf(desk, accountId)[c.req.param('liffId')]
    if (!one) return lineError(c, 404, 'not found')
    const given: unknown = JSON.parse(await c.req.text())
    const wrong = checkApp(given, desk.publicUrl, false)
    if (wrong.length > 0 || !isFields(given)) return lineError(c, 400, 'Invalid request', wrong)
    const { view, ...rest } = given as Partial<LiffApp>
    keep(accountId, one.liffId, { ...one, ...rest, view: { ...one.view, ...view }, liffId: one.liffId })
    return c.body(null, 200)
  })

  app.delete('/liff/v1/apps/:liffId', (c) => {
    const { accountId } = c.get('channel')
    const liffId = c.req.param('liffId')
    if (!liffAppsOf(desk, accountId)[liffId]) return lineError(c, 404, 'not found')
    keep(accountId, liffId, null)
    return c.body(null, 200)
  })

  return app
}

function checkApp(value: unknown, publicUrl: string, isNew: boolean): Detail[] {
  const check: Check = { at: '', publicUrl, wrong: [] }
  const given = fieldsOf(check, value)
  if (!given) return check.wrong
  if (isNew || given['view'] !== undefined) checkView(inside(check, 'view'), given['view'], isNew)
  text(check, given, 'description', { max: 100, optional: true })
  if (/line/i.test(String(given['description'] ?? '')))
    refuse(inside(check, 'description'), 'The name cannot include LINE')
  choice(check, given, 'permanentLinkPattern', ['concat'])
  choice(check, given, 'botPrompt', ['normal', 'aggressive', 'none'])
  const { scope } = given
  if (scope !== undefined && !(Array.isArray(scope) && scope.every((one) => SCOPES.includes(one))))
    refuse(inside(check, 'scope'), `Must be among ${SCOPES.join(', ')}`)
  return check.wrong
}

function checkView(check: Check, value: unknown, isNew: boolean): void {
  const view: Fields | null = fieldsOf(check, value)
  if (!view) return
  choice(check, view, 'type', ['compact', 'tall', 'full'], !isNew)
  const { url } = view
  if (url === undefined && !isNew) return
  const safe = typeof url === 'string' && (url.startsWith('https://') || url.startsWith(`${check.publicUrl}/`))
  if (!safe || !URL.canParse(url) || url.includes('#')) refuse(inside(check, 'url'), 'Must be an HTTPS address')
}
