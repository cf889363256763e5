import { expect, test } from 'vitest'
import { channel, makeDesk, stateless, strangers } from './desk.ts'

const app = {
  view: { type: 'full', url: 'https://crm.example.com/liff/main' },
  description: 'むすび',
  scope: ['openid', 'profile'],
}

async function withLogin() {
  const desk = makeDesk()
  const { simulator } = desk
  simulator.addChannel(strangers)
  const tokenOf = (one: typeof channel) => stateless(simulator, one.loginChannelId!, one.loginChannelSecret!)
  const tokens = { own: await tokenOf(channel), stranger: await tokenOf(strangers) }
  const liff = async (method: string, path: string, body?: unknown, token = tokens.own) => {
    const answer = await simulator.fetch(`https://api.line.me/liff/v1/apps${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, json: text.startsWith('{') ? JSON.parse(text) : null }
  }
  return { ...desk, liff, tokens }
}

test('LIFF apps are made, changed, listed and deleted with the Login channel’s token, each channel its own', async () => {
  const { liff, tokens } = await withLogin()
  expect((await liff('GET', '')).json.apps).toMatchObject([{ liffId: channel.liffId, view: { type: 'full' } }])
  const { liffId } = (await liff('POST', '', app)).json
  expect(liffId).toMatch(/^1000000002-[0-9a-f]{8}$/)
  expect((await liff('GET', '')).json.apps[1]).toEqual({
    liffId,
    ...app,
    permanentLinkPattern: 'concat',
    botPrompt: 'none',
  })
  expect((await liff('PUT', `/${liffId}`, { view: { url: 'https://crm.example.com/b' } })).status).toBe(200)
  expect((await liff('GET', '')).json.apps[1].view).toEqual({ type: 'full', url: 'https://crm.example.com/b' })
  expect((await liff('PUT', `/${liffId}`, app, tokens.stranger)).status).toBe(404)
  expect((await liff('DELETE', `/${liffId}`, undefined, tokens.stranger)).status).toBe(404)
  expect((await liff('DELETE', `/${liffId}`)).status).toBe(200)
  expect((await liff('DELETE', `/${liffId}`)).status).toBe(404)
  expect((await liff('DELETE', `/${channel.liffId}`)).status).toBe(200)
  expect((await liff('GET', '')).status).toBe(404)
})

test('a LIFF app needs an https address without fragment, a size, known scopes, and a name without LINE', async () => {
  const { liff, simulator } = await withLogin()
  const wrong = [
    { ...app, view: undefined },
    { ...app, view: { type: 'full', url: 'http://crm.example.com' } },
    { ...app, view: { type: 'full', url: 'https://crm.example.com/#a' } },
    { ...app, view: { type: 'huge', url: 'https://crm.example.com' } },
    { ...app, scope: ['everything'] },
    { ...app, description: 'My LINE shop' },
    { ...app, botPrompt: 'loud' },
  ]
  for (const one of wrong) expect((await liff('POST', '', one)).status).toBe(400)
  const channelToken = await stateless(simulator, channel.channelId, channel.channelSecret)
  expect((await liff('GET', '', undefined, channelToken)).status, 'a Messaging API token').toBe(401)
  for (let made = 0; made < 29; made++) expect((await liff('POST', '', app)).status).toBe(200)
  expect((await liff('POST', '', app)).status, 'the 31st').toBe(400)
})

test('an app made through the API opens at its own endpoint', async () => {
  const { liff, simulator } = await withLogin()
  const { liffId } = (await liff('POST', '', app)).json
  const { uid } = simulator.addPerson({ name: 'あい子' })
  const { simulatorRoutes } = await import('../../simulator/routes.ts')
  const routes = simulatorRoutes(simulator, { assets: () => null })
  const opened = await routes.request(`/liff/${liffId}/login?person=${uid}`)
  expect(opened.headers.get('location')).toMatch(/^https:\/\/crm\.example\.com\/liff\/main\?liff\.state=%2Flogin#/)
})

test('LINE tests any webhook address, and tells the one that is set', async () => {
  const { line, received, bot, simulator } = makeDesk()
  simulator.addChannel({ ...channel, webhookUrl: '' })
  expect((await line('GET', '/v2/bot/channel/webhook/endpoint')).status).toBe(404)
  const endpoint = 'https://crm.example.com/webhook/main'
  const test = await line('POST', '/v2/bot/channel/webhook/test', { endpoint })
  expect(test.json).toMatchObject({ success: true, statusCode: 200, reason: 'OK' })
  expect(received.at(-1)).toMatchObject({ url: endpoint, events: [] })
  bot.status = 401
  expect((await line('POST', '/v2/bot/channel/webhook/test', { endpoint })).json).toMatchObject({
    success: false,
    statusCode: 401,
    reason: 'ERROR_STATUS_CODE',
  })
  expect((await line('GET', '/v2/bot/channel/webhook/endpoint')).status).toBe(404)
  expect((await line('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: 'http://a.example' })).status).toBe(400)
  expect((await line('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint })).status).toBe(200)
  expect((await line('GET', '/v2/bot/channel/webhook/endpoint')).json).toEqual({ endpoint, active: true })
})
