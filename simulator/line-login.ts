import { Hono, type Context } from 'hono'
import { chatOf, type Desk } from './desk.ts'
import { lineError, type LineEnv } from './line-answer.ts'
import { pictureUrlOf } from './picture.ts'
import { certsOf, channelByToken, channelTokenOf, userByToken, verifiedIdToken } from './tokens.ts'

/** OAuth's error: LINE Login and the token endpoints use this form, the Messaging API uses `{message}`. */
const oauthError = (c: Context<LineEnv>, error: string, description: string) =>
  c.json({ error, error_description: description }, 400)

/** Channel access tokens, and LINE Login: ID tokens, access tokens, profile, friendship, deauthorisation. */
export function lineLogin(desk: Desk): Hono<LineEnv> {
  const app = new Hono<LineEnv>()

  app.post('/oauth2/v3/token', async (c) => {
    const form = await formOf(c)
    if (form.get('grant_type') !== 'client_credentials')
      return oauthError(c, 'unsupported_grant_type', 'grant_type must be client_credentials')
    const issued = channelTokenOf(desk, form.get('client_id') ?? '', form.get('client_secret') ?? '')
    if (!issued) return oauthError(c, 'invalid_client', 'invalid client_id or client_secret')
    return c.json({ token_type: 'Bearer', access_token: issued.token, expires_in: issued.seconds })
  })

  app.post('/oauth2/v2.1/verify', async (c) => {
    const form = await formOf(c)
    const idToken = form.get('id_token')
    const clientId = form.get('client_id')
    if (!idToken || !clientId) return oauthError(c, 'invalid_request', 'id_token and client_id must not be empty')
    const nonce = form.get('nonce')
    const userId = form.get('user_id')
    const outcome = await verifiedIdToken(desk, {
      idToken,
      clientId,
      ...(nonce ? { nonce } : {}),
      ...(userId ? { userId } : {}),
    })
    return 'problem' in outcome ? oauthError(c, 'invalid_request', outcome.problem) : c.json(outcome.claims)
  })

  app.get('/oauth2/v2.1/verify', (c) => {
    const found = userByToken(desk, c.req.query('access_token'))
    if (!found) return oauthError(c, 'invalid_request', 'access token expired')
    const clientId = desk.channels.find((channel) => channel.accountId === found.accountId)?.loginChannelId
    return c.json({
      scope: 'openid profile',
      client_id: clientId,
      expires_in: Math.floor((found.until - desk.now()) / 1000),
    })
  })

  app.get('/oauth2/v2.1/certs', async (c) => c.json(await certsOf(desk)))

  app.get('/v2/profile', (c) => {
    const found = userByToken(desk, bearerOf(c))
    const person = found && desk.state.people[found.uid]
    if (!person) return lineError(c, 401, 'The access token expired')
    const { uid, name, status } = person
    return c.json({
      userId: uid,
      displayName: name,
      pictureUrl: pictureUrlOf(desk.publicUrl, uid),
      ...(status ? { statusMessage: status } : {}),
    })
  })

  app.get('/friendship/v1/status', (c) => {
    const found = userByToken(desk, bearerOf(c))
    if (!found) return lineError(c, 401, 'The access token expired')
    return c.json({ friendFlag: chatOf(desk, found.accountId, found.uid).friendship === 'following' })
  })

  // The caller is the Login channel; every token of this person for it dies.
  app.post('/user/v1/deauthorize', async (c) => {
    const channel = channelByToken(desk, c.req.header('authorization'), true)
    if (!channel) return lineError(c, 401, 'Authentication failed')
    c.set('channel', channel)
    const { userAccessToken } = JSON.parse(await c.req.text()) as { userAccessToken?: unknown }
    const found = userByToken(desk, typeof userAccessToken === 'string' ? userAccessToken : undefined)
    if (!found || found.accountId !== channel.accountId) return lineError(c, 400, 'The user access token is invalid')
    c.set('uid', found.uid)
    for (const [token, { uid, accountId }] of Object.entries(desk.state.userTokens)) {
      if (uid === found.uid && accountId === channel.accountId) delete desk.state.userTokens[token]
    }
    return c.body(null, 204)
  })

  return app
}

const formOf = async (c: Context<LineEnv>) => new URLSearchParams(await c.req.text())
const bearerOf = (c: Context<LineEnv>) => /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
