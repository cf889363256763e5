import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { Language } from '../../bot/forms/contract.ts'
import type { LinkRefusal, LinkView, MemberLogin, Me, OwnSubmission } from '../../bot/identity-links/contract.ts'

/**
 * The built mini-app with the member login and a person's page in memory: for what a real server says only after a long
 * wait or a mishap. The same pages are walked against the real server in `member.spec.ts`.
 */
export interface MemberServer {
  origin: string
  endpointUrl: string
  /** Fields of the boot block that a test wants otherwise. */
  boot: Record<string, unknown>
  login: MemberLogin
  attempt: LinkView
  me: Me
  submission: OwnSubmission | null
  /** What the next steps of the login answer instead, in this order. */
  refusals: ({ reason: LinkRefusal } | { retryAfter: number })[]
  /** Each request to the API with its body. */
  requests: { what: string; body: unknown }[]
  close(): Promise<void>
}

const dist = new URL('../../liff/dist/', import.meta.url)
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
}

export const friend = { displayName: '結城 藍', pictureUrl: null }
export const member = { memberId: 'M0001', name: '結城 藍' }

export const memberLogin: MemberLogin = {
  key: 'member_id',
  keyLabel: { ja: '会員番号', en: 'Member number' },
  keyHint: { ja: 'カードの表にあります。例：M0001', en: 'On the front of your card, for example M0001' },
  proof: 'pin',
  benefits: [
    { ja: '会員証をLINEで見せられます', en: 'Show your membership card on LINE' },
    { ja: 'ポイントと特典をトークで確認できます', en: 'See your points and rewards in the chat' },
    { ja: '会員の方だけのご案内が届きます', en: 'Get offers for members only' },
  ],
  shared: [
    { ja: 'LINEの表示名とプロフィール画像', en: 'Your LINE name and picture' },
    { ja: 'トークやアンケートでの回答', en: 'Your answers in the chat and in surveys' },
  ],
  consentVersion: '1',
}

export const someone: Me = {
  friend: { ...friend, following: true },
  language: null,
  messagesStopped: false,
  remindersStopped: false,
  link: null,
  conflictSince: null,
  submissions: [],
  consents: [],
}

export async function serveMembers(liffId: string): Promise<MemberServer> {
  const http = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const server: MemberServer = {
    origin,
    endpointUrl: `${origin}/liff/main`,
    boot: {},
    login: memberLogin,
    attempt: { id: 'a1', state: 'opened', sides: null, conflictSince: null, code: null },
    me: someone,
    submission: null,
    refusals: [],
    requests: [],
    close: () => new Promise((resolve) => (http.closeAllConnections(), http.close(() => resolve()))),
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, origin)
    if (url.pathname.startsWith('/liff/static/')) return sendFile(response, url.pathname.slice('/liff/static/'.length))
    if (url.pathname.startsWith('/liff/api/main/')) {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body: unknown = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : null
      const what = `${request.method} ${url.pathname.slice('/liff/api/main'.length)}`
      server.requests.push({ what, body })
      const [status, result] = answerApi(server, what, body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result))
      return
    }
    response.setHeader('content-type', types['.html']!)
    response.end(page(server, liffId, url))
  }
  return server
}

function page(server: MemberServer, liffId: string, url: URL): string {
  const path = (url.searchParams.get('liff.state') ?? url.pathname.replace('/liff/main', '')).split('?')[0]!
  const boot = {
    accountId: 'main',
    accountName: '喫茶むすび',
    liffId,
    simulator: false,
    liffUrl: 'https://liff.line.me',
    language: 'ja',
    page: path === '/login' ? 'login' : /^(\/|\/me.*)?$/.test(path) ? 'me' : 'not_found',
    form: null,
    files: false,
    login: server.login,
    ...server.boot,
  }
  const block = `<script type="application/json" id="boot">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>`
  return readFileSync(new URL('index.html', dist), 'utf8').replace('<!--boot-->', () => block)
}

function sendFile(response: ServerResponse, name: string) {
  const file = new URL(name, dist)
  if (!existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' })
  response.end(readFileSync(file))
}

type Answer = [status: number, result: unknown]
const refused = (status: number, detail: object): Answer => [
  status,
  { error: { code: 'invalid', message: 'no', detail } },
]

function answerApi(server: MemberServer, what: string, body: unknown): Answer {
  if (what === 'POST /session')
    return [
      200,
      { session: 'a'.repeat(64), expiresAt: Date.now() + 3_600_000, friend: { language: server.me.language } },
    ]
  if (what === 'POST /link-attempts')
    return server.me.link ? refused(400, { reason: 'already_linked' }) : [200, { attempt: server.attempt }]
  if (what.includes('/link-attempts/')) return step(server, what)
  if (what === 'DELETE /link') {
    server.me = { ...server.me, link: null }
    return [200, { told: (body as { accessToken: string | null }).accessToken !== null }]
  }
  if (what === 'PUT /me/messages') server.me = { ...server.me, messagesStopped: (body as { stopped: boolean }).stopped }
  if (what === 'PUT /me/language') server.me = { ...server.me, language: (body as { language: Language }).language }
  if (what === 'DELETE /me/consents') {
    const consents = server.me.consents.map((one) => ({ ...one, act: 'withdrawn' as const, canWithdraw: false }))
    server.me = { ...server.me, consents }
  }
  if (/^\w+ \/me(\/(messages|language|consents))?$/.test(what)) return [200, { me: server.me }]
  if (what.startsWith('GET /me/submissions/') && server.submission) return [200, { submission: server.submission }]
  return [404, { error: { code: 'not_found', message: 'nothing here' } }]
}

/** Each step does what it is for, unless a test wants a refusal first. */
function step(server: MemberServer, what: string): Answer {
  const refusal = server.refusals.shift()
  if (refusal) return refused('retryAfter' in refusal ? 429 : 400, refusal)
  const sides = { friend, member }
  const now = Date.now()
  if (what.startsWith('POST')) server.attempt = { ...server.attempt, code: { sentAt: now, expiresAt: now + 600_000 } }
  else if (what.endsWith('/consent')) server.attempt = { ...server.attempt, state: 'linked', sides }
  else if (what.endsWith('/claim') && server.login.proof === 'email_code')
    server.attempt = { ...server.attempt, state: 'code_sent', code: { sentAt: now, expiresAt: now + 600_000 } }
  else server.attempt = { ...server.attempt, state: 'proven', sides, code: null }
  return [200, { attempt: server.attempt }]
}
