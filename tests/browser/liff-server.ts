import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { checkAnswer, todayInJapan } from '../../bot/forms/check.ts'
import type { Answers, Earlier, FormDefinition, OpenedForm, Opening, SubmissionView } from '../../bot/forms/contract.ts'
import { missingQuestions, questionByKey } from '../../bot/forms/flow.ts'

/** The built mini-app with a friends' API in memory, so that its own behaviour can be tested alone. */
export interface LiffServer {
  origin: string
  endpointUrl: string
  /** Fields of the boot block that a test wants otherwise. */
  boot: Record<string, unknown>
  forms: Record<string, FakeForm>
  /** By UID and form key. */
  drafts: Map<string, SubmissionView>
  finished: Map<string, Earlier>
  /** What is known of a person already, by question key. */
  suggestions: Answers
  /** Whether a registration makes its person a member. */
  registers: boolean
  /** Photos and files by id. */
  uploads: Map<string, { bytes: Buffer; contentType: string; fileName: string; questionKey: string }>
  /** What the API answers before anything else does: for routes that a test brings along, and for faults. */
  before: (request: { method: string; path: string; uid: string | undefined; body: unknown }) => Result | undefined
  sessions: Map<string, string>
  /** Each request to the API as `PUT /forms/x/draft`. */
  requests: string[]
  close(): Promise<void>
}

export interface FakeForm {
  definition: FormDefinition
  opening?: Opening
  more?: Earlier['more']
}

export type Result = [status: number, body: object]

const dist = new URL('../../liff/dist/', import.meta.url)
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
}

/** @param compressed files as the real server sends them: for measuring, gzipped and kept by the browser */
export async function serveLiff(
  forms: LiffServer['forms'],
  liffId: string,
  { compressed = false }: { compressed?: boolean } = {},
): Promise<LiffServer> {
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
    suggestions: {},
    registers: true,
    uploads: new Map(),
    before: () => undefined,
    sessions: new Map(),
    requests: [],
    close: () => new Promise((resolve) => (http.closeAllConnections(), http.close(() => resolve()))),
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, origin)
    if (url.pathname.startsWith('/liff/static/'))
      return sendFile(response, url.pathname.slice('/liff/static/'.length), compressed)
    if (url.pathname.startsWith('/liff/api/main/'))
      return answerApi(request, response, url.pathname.slice('/liff/api/main'.length), url.searchParams)
    response.setHeader('content-type', types['.html']!)
    const html = page(server, liffId, url)
    if (!compressed) return response.end(html)
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(html))
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams) {
    server.requests.push(`${request.method} ${path}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    const isJson = request.headers['content-type']?.startsWith('application/json')
    const body = isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : {}
    const method = request.method!
    const uid = server.sessions.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    const kept = uid && method === 'GET' ? server.uploads.get(/^\/uploads\/(.+)$/.exec(path)?.[1] ?? '') : undefined
    if (kept) return void response.writeHead(200, { 'content-type': kept.contentType }).end(kept.bytes)
    const [status, result] = server.before({ method, path, uid, body }) ?? reply()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result))

    function reply(): Result {
      if (path === '/session') return openSession(server, body)
      if (!uid) return no(401, 'unauthenticated')
      if (method === 'PUT' && path.includes('/files/')) return keepFile(server, path, request, bytes)
      return act(server, uid, path, { ...body, again: query.get('again') === 'true', isGivenUp: method === 'DELETE' })
    }
  }

  return server
}

const pages: Record<string, string> = { '': 'me', '/': 'me', '/me': 'me', '/login': 'login' }
const openingOf = (form: FakeForm): Opening => form.opening ?? { kind: 'open', closesAt: null }

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
    page: form ? 'form' : (pages[path] ?? 'not_found'),
    login: null,
    files: true,
    form: form ? { key, version: 1, definition: form.definition, opening: openingOf(form) } : null,
    ...server.boot,
  }
  const block = `<script type="application/json" id="boot">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>`
  return readFileSync(new URL('index.html', dist), 'utf8').replace('<!--boot-->', () => block)
}

function sendFile(response: ServerResponse, name: string, compressed: boolean) {
  const file = new URL(name, dist)
  if (!file.href.startsWith(dist.href) || !existsSync(file)) return response.writeHead(404).end()
  const headers = { 'content-type': types[extname(name)] ?? 'application/octet-stream' }
  if (!compressed) return response.writeHead(200, headers).end(readFileSync(file))
  const kept = { 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' }
  response.writeHead(200, { ...headers, ...kept }).end(gzipSync(readFileSync(file)))
}

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
  return [
    200,
    { session, expiresAt: Date.now() + 3_600_000, friend: { displayName: null, following: true, language: null } },
  ]
}

function act(
  server: LiffServer,
  uid: string,
  path: string,
  { value, again, isGivenUp }: { value?: unknown; again: boolean; isGivenUp: boolean },
): Result {
  if (path.startsWith('/me')) return [200, {}]
  const [, kind, id = '', part, questionKey = ''] = path.split('/')
  if (kind === 'forms' && part === 'draft') return openDraft(server, uid, id, again)
  if (kind === 'forms' && part === 'change' && isGivenUp) {
    server.drafts.delete(`${uid}:${id}`)
    return openDraft(server, uid, id, false)
  }
  if (kind === 'forms' && part === 'change') return openChange(server, uid, id)
  const draft = [...server.drafts].find(([owner, one]) => owner.startsWith(`${uid}:`) && one.id === id)?.[1]
  const form = draft && server.forms[draft.formKey]
  if (!draft || !form) return no(404, 'not_found')
  const opening = openingOf(form)
  if (draft.state === 'draft' && opening.kind !== 'open') return no(409, 'conflict', { reason: opening.kind, opening })
  return part === 'answers'
    ? writeAnswer(server, form.definition, draft, questionKey, value)
    : complete(server, uid, form, draft)
}

function opened(server: LiffServer, form: FakeForm, owner: string, submission: SubmissionView | null): OpenedForm {
  return {
    submission,
    definition: form.definition,
    opening: openingOf(form),
    earlier: server.finished.get(owner) ?? null,
    registers: server.registers && form.definition.registration !== undefined,
    suggestions: server.suggestions,
    name: null,
    allKnown: false,
    draftEndsAt: null,
  }
}

function openDraft(server: LiffServer, uid: string, key: string, again: boolean): Result {
  const form = server.forms[key]
  if (!form) return no(404, 'not_found')
  const owner = `${uid}:${key}`
  const known = server.drafts.get(owner)
  const draft = known?.state === 'draft' ? known : null
  const isAnswered = draft === null && server.finished.has(owner) && !again
  if (isAnswered || openingOf(form).kind !== 'open') return [200, opened(server, form, owner, null)]
  return [200, opened(server, form, owner, draft ?? begin(server, owner, key, {}))]
}

function openChange(server: LiffServer, uid: string, key: string): Result {
  const owner = `${uid}:${key}`
  const draft = begin(server, owner, key, { ...server.drafts.get(owner)?.answers })
  return [200, opened(server, server.forms[key]!, owner, draft)]
}

function begin(server: LiffServer, owner: string, formKey: string, answers: Answers): SubmissionView {
  const id = `s${server.requests.length}`
  const draft: SubmissionView = {
    ...{ id, formKey, version: 1, state: 'draft', revision: 0, number: null, answers },
    ...{ hidden: {}, known: [], day: '2026-11-21' },
  }
  server.drafts.set(owner, draft)
  return draft
}

function writeAnswer(
  server: LiffServer,
  definition: FormDefinition,
  draft: SubmissionView,
  key: string,
  value: unknown,
): Result {
  const question = questionByKey(definition, key)
  if (!question) return no(404, 'not_found')
  if (draft.state !== 'draft') return no(409, 'conflict', { reason: draft.state })
  const checked = checkAnswer(question, value, todayInJapan(Date.now()))
  if (!checked.ok && value !== null) return no(400, 'invalid', { problem: checked.problem })
  draft.answers[key] = checked.ok ? checked.value : null
  draft.revision += 1
  return [200, { value: draft.answers[key], revision: draft.revision }]
}

function complete(
  server: LiffServer,
  uid: string,
  { definition, more = 'again' }: FakeForm,
  draft: SubmissionView,
): Result {
  if (draft.state === 'cancelled') return no(409, 'conflict', { reason: 'cancelled' })
  const missing = missingQuestions(definition, draft.answers).map(({ key }) => key)
  if (missing.length > 0) return no(400, 'invalid', { missing })
  draft.number ??= 138 + server.finished.size
  draft.state = 'finished'
  const { id, number } = draft
  server.finished.set(`${uid}:${draft.formKey}`, { id, number, finishedAt: Date.UTC(2026, 10, 21, 3), more })
  const memberId = definition.registration ? `${definition.registration.memberIdPrefix}000001` : null
  return [200, { number, thanks: definition.thanks, next: definition.next ?? null, memberId, more }]
}

function keepFile(server: LiffServer, path: string, request: IncomingMessage, bytes: Buffer): Result {
  const id = `u${server.uploads.size + 1}`
  const contentType = request.headers['content-type']!
  const fileName = decodeURIComponent(String(request.headers['x-file-name']))
  server.uploads.set(id, { bytes, contentType, fileName, questionKey: path.split('/').at(-1)! })
  return [200, { id, fileName, contentType, bytes: bytes.length, width: null, height: null }]
}
