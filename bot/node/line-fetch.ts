import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Deps, LineAnswer } from '../deps.ts'

/** Enough for 5,000 calls a second that take 30 ms each. */
const connections = { keepAlive: true, maxSockets: 256, timeout: 60_000 }

/**
 * Calls LINE over kept connections with Node's own client. It costs half of what the global `fetch` does, which also
 * opens as many sockets as there are calls under way.
 */
export function pooledFetch(): { fetch: Deps['fetch']; close: () => void } {
  const http = new HttpAgent(connections)
  const https = new HttpsAgent(connections)
  return {
    fetch: (url, { method, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const secure = url.startsWith('https:')
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const options = { method, headers: { ...headers, ...length }, ...(signal ? { signal } : {}) }
        const sent = secure
          ? httpsRequest(url, { ...options, agent: https }, (answer) => resolve(answerOf(answer)))
          : httpRequest(url, { ...options, agent: http }, (answer) => resolve(answerOf(answer)))
        sent.on('error', reject)
        sent.end(body)
      }),
    close() {
      http.destroy()
      https.destroy()
    },
  }
}

function answerOf(answer: IncomingMessage): LineAnswer {
  return {
    status: answer.statusCode ?? 0,
    headers: { get: (name) => headerOf(answer.headers[name.toLowerCase()]) },
    text: () =>
      new Promise((resolve, reject) => {
        const parts: Buffer[] = []
        answer
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
          .on('error', reject)
      }),
  }
}

const headerOf = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? null) : (value ?? null))
