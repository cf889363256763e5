import Libsql from 'libsql'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The built server with a channel's settings and the demo's members, and LINE's side of it as far as the member login goes. */
export interface MemberWorld {
  url: string
  endpointUrl: string
  liffId: string
  loginChannelId: string
  /** Whose access token the mini-app has, as LINE would say. */
  tokenOf: string
  /** The access tokens that LINE was told to forget. */
  deauthorised: string[]
  rows(sql: string): Record<string, unknown>[]
  stop(): Promise<void>
}

const liffId = '1234567890-AbcdEfgh'
const loginChannelId = '1234567890'
const startTimeoutMs = 30_000

export async function startMemberWorld(): Promise<MemberWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-member-'))
  const file = join(folder, 'musubi.db')
  const world = { liffId, loginChannelId, tokenOf: '', deauthorised: [] as string[] }
  const line = createServer((request, response) => {
    let body = ''
    request
      .on('data', (part) => (body += part))
      .on('end', () => {
        const { status, answer } = lineAnswers(world, request.url ?? '', body)
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(status === 204 ? undefined : JSON.stringify(answer))
      })
  })
  const linePort = await listen(line)
  const probe = createServer()
  const port = await listen(probe)
  await new Promise((resolve) => probe.close(resolve))
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, ['dist/server/node.js'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: `file:${file}`,
      LINE_API_URL: `http://127.0.0.1:${linePort}`,
      LINE_CHANNEL_ID: '1234567891',
      LINE_CHANNEL_SECRET: 'c0ffee',
      LINE_LOGIN_CHANNEL_ID: loginChannelId,
      LINE_LOGIN_CHANNEL_SECRET: 'c0ffee2',
      LIFF_ID: liffId,
      MUSUBI_DEMO: 'on',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const until = Date.now() + startTimeoutMs
  while ((await fetch(`${url}/healthz`).catch(() => null))?.status !== 200) {
    if (Date.now() > until) throw new Error('The server did not start.')
    await pause(200)
  }
  return Object.assign(world, {
    url,
    endpointUrl: `${url}/liff/main`,
    rows(sql: string) {
      const db = new Libsql(file, { readonly: true } as Libsql.Options)
      const found = db.prepare(sql).all([]) as Record<string, unknown>[]
      db.close()
      return found.map(({ _metadata, ...row }) => row)
    },
    async stop() {
      server.kill('SIGTERM')
      await new Promise((resolve) => server.once('exit', resolve))
      line.close()
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

const listen = (one: Server) =>
  new Promise<number>((resolve) => one.listen(0, '127.0.0.1', () => resolve((one.address() as AddressInfo).port)))

function lineAnswers(
  world: Pick<MemberWorld, 'tokenOf' | 'deauthorised'>,
  path: string,
  body: string,
): { status: number; answer: unknown } {
  if (path === '/oauth2/v3/token')
    return { status: 200, answer: { access_token: 't', expires_in: 900, token_type: 'Bearer' } }
  if (path === '/v2/bot/info')
    return { status: 200, answer: { userId: `U${'b0'.repeat(16)}`, basicId: '@b', displayName: '喫茶むすび' } }
  if (path === '/oauth2/v2.1/verify') {
    const [, claims = ''] = new URLSearchParams(body).get('id_token')?.split('.') ?? []
    return { status: 200, answer: JSON.parse(Buffer.from(claims, 'base64url').toString()) }
  }
  if (path.startsWith('/oauth2/v2.1/verify?'))
    return { status: 200, answer: { client_id: loginChannelId, expires_in: 3600, scope: 'openid profile' } }
  if (path === '/v2/profile') return { status: 200, answer: { userId: world.tokenOf, displayName: 'LINE' } }
  if (path === '/user/v1/deauthorize') {
    world.deauthorised.push((JSON.parse(body) as { userAccessToken: string }).userAccessToken)
    return { status: 204, answer: null }
  }
  const uid = /^\/v2\/bot\/profile\/(U[0-9a-f]{32})$/.exec(path)?.[1]
  if (uid) return { status: 200, answer: { displayName: `LINEの${uid.slice(1, 3)}さん`, userId: uid, language: 'ja' } }
  return { status: 404, answer: { message: 'Not found' } }
}
