import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { urlToHttpOptions } from 'node:url'
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
  const placeOf = places()
  return {
    fetch: (url, { method, headers, body, timeoutMs }) =>
      new Promise((resolve, reject) => {
        const { origin, place } = placeOf(url)
        const path = url.slice(origin.length) || '/'
        const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
        const options = { ...place, path, method, headers: { ...headers, ...length } }
        const secure = place.protocol === 'https:'
        const sent = secure ? httpsRequest({ ...options, agent: https }) : httpRequest({ ...options, agent: http })
        // A timer of our own: an abort signal costs more than the rest of the call.
        const late = setTimeout(() => sent.destroy(new Error('There was no whole answer in time')), timeoutMs)
        sent.on('response', (answer) => resolve(answerOf(answer)))
        sent.on('error', reject)
        sent.on('close', () => clearTimeout(late))
        sent.end(body)
      }),
    close() {
      http.destroy()
      https.destroy()
    },
  }
}

/** The origins of URLs, taken apart once: there are two or three of them, and thousands of calls a second. */
function places() {
  const taken = new Map<string, Pick<RequestOptions, 'protocol' | 'hostname' | 'port'>>()
  return (url: string) => {
    const end = url.indexOf('/', 'https://'.length)
    const origin = end < 0 ? url : url.slice(0, end)
    const known = taken.get(origin)
    if (known) return { origin, place: known }
    const { protocol, hostname, port } = urlToHttpOptions(new URL(origin))
    const place = { protocol, hostname, port }
    taken.set(origin, place)
    return { origin, place }
  }
}

function answerOf(answer: IncomingMessage): LineAnswer {
  return {
    status: answer.statusCode ?? 0,
    headers: { get: (name) => headerOf(answer.headers[name.toLowerCase()]) },
    body: answer,
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
