import { createSimulator, type CallRequest, type Simulator } from '../../simulator/simulator.ts'
import type { Channel, WebhookRequest } from '../../simulator/desk.ts'

export const channel: Channel = {
  accountId: 'main',
  name: '結び珈琲店',
  basicId: '@musubi',
  channelId: '1000000001',
  channelSecret: 'channel-secret-of-main',
  loginChannelId: '1000000002',
  loginChannelSecret: 'login-secret-of-main',
  liffId: '1000000002-abcdefgh',
  liffEndpointUrl: 'http://localhost:3000/liff/main',
  webhookUrl: 'http://localhost:3000/webhook/main',
  botUserId: `U${'b'.repeat(32)}`,
}
export const strangers: Channel = {
  ...channel,
  accountId: 'stranger',
  channelId: '2000000001',
  channelSecret: 'channel-secret-of-stranger',
  loginChannelId: '2000000002',
  loginChannelSecret: 'login-secret-of-stranger',
  liffId: '2000000002-abcdefgh',
  botUserId: `U${'c'.repeat(32)}`,
}

/** A desk with a frozen clock, and a bot that writes down what it gets and answers as told. */
export function makeDesk() {
  let now = Date.UTC(2026, 10, 22, 3, 0, 0)
  let count = 0
  const received: (WebhookRequest & { url: string; events: Record<string, any>[]; destination: string })[] = []
  const bot = { status: 200 }
  const simulator = createSimulator({
    publicUrl: 'http://localhost:3000',
    clock: () => now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    ids: () => `request-${++count}`,
    deliver: (url, request) => {
      received.push({ url, ...request, ...JSON.parse(request.body) })
      return new Response('', { status: bot.status })
    },
    channels: [channel, strangers],
  })
  const wait = (milliseconds: number) => (now += milliseconds)
  return { simulator, received, bot, wait, line: callsAs(simulator, channel) }
}

/** Calls LINE as a channel does: a stateless token, then JSON. */
export function callsAs(simulator: Simulator, as: Pick<Channel, 'channelId' | 'channelSecret'>) {
  let token = ''
  let issuedAt = -Infinity
  return async function line(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    if (simulator.clock() - issuedAt > 14 * 60_000) {
      token = await stateless(simulator, as.channelId, as.channelSecret)
      issuedAt = simulator.clock()
    }
    const request: CallRequest = {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    }
    if (body !== undefined)
      request.body = body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body)
    const answer = await simulator.fetch(`https://api.line.me${path}`, request)
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: text.startsWith('{') ? JSON.parse(text) : null,
    }
  }
}

export async function stateless(simulator: Simulator, id: string, secret: string): Promise<string> {
  const body = String(new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }))
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await simulator.fetch('https://api.line.me/oauth2/v3/token', { method: 'POST', headers, body })
  return ((await answer.json()) as { access_token: string }).access_token
}

export const hello = [{ type: 'text', text: 'こんにちは' }]
