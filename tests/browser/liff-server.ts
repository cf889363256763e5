import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { checkAnswer, todayInJapan } from '../../bot/forms/check.ts'
import type { Answers, FormDefinition, SubmissionView } from '../../bot/forms/contract.ts'
import { missingQuestions, questionByKey } from '../../bot/forms/flow.ts'

/** The built mini-app with a friends' API in memory, so that its own behaviour can be tested alone. */
export interface LiffServer {
  origin: string
  endpointUrl: string
  /** Fields of the boot block that a test wants otherwise. */
  boot: Record<string, unknown>
  forms: Record<string, { definition: FormDefinition; state: 'open' | 'closed' }>
  /** By UID and form key. */
  drafts: Map<string, SubmissionView>
  finished: Map<string, { number: number; finishedAt: number }>
  sessions: Map<string, string>
  /** Each request to the API as `PUT /forms/x/draft`. */
  requests: string[]
  close(): Promise<void>
}

const dist = new URL('../../liff/dist/', import.meta.url)
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
}

export async function serveLiff(forms: LiffServer['forms'], liffId: string): Promise<LiffServer> {
  const http = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const server: LiffServer = {
    origin,
    endpointUrl: `${origin}/liff/main`,
    boot: {},
    forms,
    drafts: new Map(),
    finished: new Map(),
    sessions: new Map(),
    requests: [],
    close: () => new Promise((resolve) => (http.closeAllConnections(), http.close(() => resolve()))),
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, origin)
    if (url.pathname.startsWith('/liff/static/')) return sendFile(response, url.pathname.slice('/liff/static/'.length))
    if (url.pathname.startsWith('/liff/api/main/'))
      return answerApi(request, response, url.pathname.slice('/liff/api/main'.length))
    response.setHeader('content-type', types['.html']!)
    response.end(page(server, liffId, url))
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, path: string) {
    server.requests.push(`${request.method} ${path}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}
    const uid = server.sessions.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    const [status, result] =
      path === '/session' ? openSession(server, body) : uid ? act(server, uid, path, body) : no(401, 'unauthenticated')
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result))
  }

  return server
}

function page(server: LiffServer, liffId: string, url: URL): string {
  const path = url.searchParams.get('liff.state') ?? url.pathname.replace('/liff/main', '')
  const key = /^\/forms\/([^/?]+)/.exec(path)?.[1]
  const form = key === undefined ? undefined : server.forms[key]
  const boot = {
    accountId: 'main',
    accountName: '結び珈琲店',
    liffId,
    simulator: false,
    liffUrl: 'https://liff.line.me',
    language: 'ja',
    page: form ? 'form' : path === '' || path === '/' ? 'home' : 'not_found',
    form: form ? { key, version: 1, ...form } : null,
    ...server.boot,
  }
  const block = `<script type="application/json" id="boot">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>`
  return readFileSync(new URL('index.html', dist), 'utf8').replace('<!--boot-->', () => block)
}

function sendFile(response: ServerResponse, name: string) {
  const file = new URL(name, dist)
  if (!file.href.startsWith(dist.href) || !existsSync(file)) return response.writeHead(404).end()
  response
    .writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' })
    .end(readFileSync(file))
}

type Result = [status: number, body: object]
const no = (status: number, code: string, detail?: object): Result => [
  status,
  { error: { code, message: code, detail } },
]

function openSession(server: LiffServer, { idToken }: { idToken: string }): Result {
  const { sub, exp } = JSON.parse(Buffer.from(idToken.split('.')[1]!, 'base64url').toString()) as {
    sub: string
    exp: number
  }
  if (exp * 1000 < Date.now()) return no(401, 'unauthenticated')
  const session = `session-${server.sessions.size + 1}`
  server.sessions.set(session, sub)
  return [200, { session, expiresAt: Date.now() + 3_600_000, friend: { displayName: null, following: true } }]
}

function act(server: LiffServer, uid: string, path: string, { value }: { value?: unknown }): Result {
  const [, kind, id = '', part, questionKey = ''] = path.split('/')
  if (kind === 'forms' && part === 'draft') return openDraft(server, uid, id)
  const draft = [...server.drafts].find(([owner, one]) => owner.startsWith(`${uid}:`) && one.id === id)?.[1]
  const form = draft && server.forms[draft.formKey]
  if (!draft || !form) return no(404, 'not_found')
  return part === 'answers'
    ? writeAnswer(form.definition, draft, questionKey, value)
    : complete(server, uid, form.definition, draft)
}

function openDraft(server: LiffServer, uid: string, key: string): Result {
  const form = server.forms[key]
  if (!form) return no(404, 'not_found')
  if (form.state === 'closed') return no(409, 'conflict', { reason: 'closed' })
  const owner = `${uid}:${key}`
  const known = server.drafts.get(owner)
  const submission: SubmissionView =
    known?.state === 'draft'
      ? known
      : { id: `s${server.requests.length}`, formKey: key, version: 1, state: 'draft', number: null, answers: {} }
  server.drafts.set(owner, submission)
  return [200, { submission, definition: form.definition, earlier: server.finished.get(owner) ?? null }]
}

function writeAnswer(definition: FormDefinition, draft: SubmissionView, key: string, value: unknown): Result {
  const question = questionByKey(definition, key)
  if (!question) return no(404, 'not_found')
  if (draft.state === 'finished') return no(409, 'conflict', { reason: 'finished' })
  const checked = checkAnswer(question, value, todayInJapan(Date.now()))
  if (!checked.ok && value !== null) return no(400, 'invalid', { problem: checked.problem })
  draft.answers[key] = value as Answers[string]
  return [200, { value, revision: 1 }]
}

function complete(server: LiffServer, uid: string, definition: FormDefinition, draft: SubmissionView): Result {
  const missing = missingQuestions(definition, draft.answers).map(({ key }) => key)
  if (missing.length > 0) return no(400, 'invalid', { missing })
  draft.number ??= 138 + server.finished.size
  draft.state = 'finished'
  server.finished.set(`${uid}:${draft.formKey}`, { number: draft.number, finishedAt: Date.UTC(2026, 10, 21, 3) })
  return [200, { number: draft.number, thanks: definition.thanks }]
}
