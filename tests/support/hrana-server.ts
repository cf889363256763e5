import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { Stream, type StreamRequest } from './hrana/stream.ts'
import { toWireError } from './hrana/values.ts'

const idleCheckMs = 500

/** What a test may let happen to one request. Without any, it is served. */
export interface Trouble {
  /** Waits before anything else happens. */
  delayMs?: number
  /** Answers with this HTTP status and runs nothing. */
  failWith?: number
  /** Runs the request and then cuts the connection: it is written, and the client does not learn so. */
  loseAnswer?: boolean
}

/** A request as `onRequest` sees it. */
export interface SeenRequest {
  /** 1 for the first request of this server. */
  number: number
  /** The statements in it, in their order. */
  sql: string[]
}

export interface HranaOptions {
  /** The token that clients must show; without it everyone may come in. */
  token?: string
  /** After this long without a request a stream is rolled back and dropped. */
  idleMs?: number
  /** Called for every request before it is served. */
  onRequest?: (request: SeenRequest) => Trouble | void
}

export interface HranaServer {
  url: string
  /** Requests so far, which is database round trips. */
  readonly requests: number
  /** Connections that a client has left open, such as an interactive transaction. */
  readonly openStreams: number
  close(): Promise<void>
}

interface Pipeline {
  baton?: string | null
  requests: StreamRequest[]
}

/**
 * libSQL over HTTP for tests (Hrana 2 in JSON), in front of the database file at `path`: what a Worker or a second
 * process talks to. A stream is one connection; the client finds it again by its baton, which changes with each answer.
 */
export async function startHranaServer(path: string, options: HranaOptions = {}): Promise<HranaServer> {
  const { token, idleMs = 5_000, onRequest } = options
  const streams = new Map<string, Stream>()
  let requests = 0
  setJournal(path)

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/v2/pipeline') return answer(response, request.method === 'GET' ? 200 : 404, {})
    requests += 1
    if (token && request.headers.authorization !== `Bearer ${token}`) {
      return answer(response, 401, { message: 'the token is wrong', code: 'AUTH_JWT_INVALID' })
    }
    const pipeline = JSON.parse(await readText(request)) as Pipeline
    const trouble = onRequest?.({ number: requests, sql: pipeline.requests.flatMap(textsOf) }) ?? {}
    if (trouble.delayMs) await pause(trouble.delayMs)
    if (trouble.failWith) return answer(response, trouble.failWith, { message: 'the test lets this request fail' })
    const stream = pipeline.baton ? streams.get(pipeline.baton) : new Stream(path)
    if (!stream) return answer(response, 400, { message: 'the baton is not known', code: 'STREAM_EXPIRED' })
    // While a stream works its old baton finds nothing, so that two requests never share a connection.
    if (pipeline.baton) streams.delete(pipeline.baton)
    const { results, closed } = await runAll(stream, pipeline.requests)
    const baton = closed ? null : randomUUID()
    if (baton === null) stream.close()
    else streams.set(baton, stream)
    if (trouble.loseAnswer) response.destroy()
    else answer(response, 200, { baton, base_url: null, results })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => answer(response, 500, { message: String(error) }))
  })
  const dropIdle = setInterval(() => {
    for (const [baton, stream] of streams) {
      if (Date.now() - stream.touchedAt <= idleMs) continue
      streams.delete(baton)
      stream.close()
    }
  }, idleCheckMs).unref()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests
    },
    get openStreams() {
      return streams.size
    },
    async close() {
      clearInterval(dropIdle)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      for (const stream of streams.values()) stream.close()
      streams.clear()
    },
  }
}

/** Readers must not wait for the writer: libSQL's server works in this mode as well. */
function setJournal(path: string): void {
  const db = new DatabaseSync(path)
  db.exec('PRAGMA journal_mode = WAL')
  db.close()
}

async function runAll(stream: Stream, requests: StreamRequest[]) {
  const results: object[] = []
  for (const request of requests) {
    try {
      results.push({ type: 'ok', response: await stream.handle(request) })
    } catch (error) {
      results.push({ type: 'error', error: toWireError(error) })
    }
    if (request.type === 'close') return { results, closed: true }
  }
  stream.touchedAt = Date.now()
  return { results, closed: false }
}

function textsOf(request: StreamRequest): string[] {
  if (request.type === 'execute') return [request.stmt.sql ?? '']
  if (request.type === 'batch') return request.batch.steps.map(({ stmt }) => stmt.sql ?? '')
  return 'sql' in request && request.sql ? [request.sql] : []
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
