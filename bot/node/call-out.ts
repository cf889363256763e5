import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Deps, OutgoingAnswer } from '../deps.ts'
import { addressOf, isLoopback, isPublic } from '../integrations/ip-address.ts'

/** So much of an answer is read, so that the connection ends well; nothing of it is kept. */
const readMax = 64 * 1024

/** All addresses of a name. */
export type Resolve = (host: string, answer: (error: Error | null, addresses: LookupAddress[]) => void) => void

class RefusedAddress extends Error {}

/**
 * Calls an address that staff wrote down. Where a name leads is looked at by the connection itself: the addresses that are
 * checked are the ones that are connected to, so a name that leads elsewhere a moment later gains nothing. Redirects are not
 * followed, and a connection serves one call only.
 */
export function createCallOut(
  resolve: Resolve = (host, answer) => lookUp(host, { all: true }, answer),
): Deps['callOut'] {
  return (call) =>
    new Promise((done) => {
      const { url, headers, body, timeoutMs, loopback } = call
      const { protocol, hostname } = new URL(url)
      const literal = addressOf(hostname)
      if (literal && !mayConnect(hostname, loopback)) return done({ kind: 'failed', reason: 'refused_address' })
      const options: RequestOptions = {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
        agent: false,
        lookup: guarded(resolve, loopback) as NonNullable<RequestOptions['lookup']>,
      }
      const sent = protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
      const late = setTimeout(() => end({ kind: 'failed', reason: 'timeout' }), timeoutMs)
      const end = (answer: OutgoingAnswer) => {
        clearTimeout(late)
        sent.destroy()
        done(answer)
      }
      sent.on('error', (error) => end({ kind: 'failed', reason: reasonOf(error, sent) }))
      sent.on('response', (answer) => readToEnd(answer, end))
      sent.end(body)
    })
}

/** A lookup that answers an error in place of an address that is not anybody's. */
const guarded =
  (resolve: Resolve, loopback: boolean) =>
  (
    host: string,
    { all }: { all?: boolean },
    answer: (error: Error | null, address?: string | LookupAddress[], family?: number) => void,
  ) =>
    resolve(host, (error, addresses) => {
      if (error) return answer(error)
      // One private address among public ones is what an attacker would send.
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => mayConnect(address, loopback)))
        return answer(new RefusedAddress())
      return all ? answer(null, addresses) : answer(null, first.address, first.family)
    })

function mayConnect(text: string, loopback: boolean): boolean {
  const address = addressOf(text)
  return address !== null && (isPublic(address) || (loopback && isLoopback(address)))
}

/** The status is known, so a body that is too long or breaks off changes nothing; one that does not end is cut by the clock. */
function readToEnd(answer: IncomingMessage, end: (answer: OutgoingAnswer) => void): void {
  const status = answer.statusCode ?? 0
  let bytes = 0
  answer
    .on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > readMax) end({ kind: 'answered', status })
    })
    .on('end', () => end({ kind: 'answered', status }))
    .on('error', () => end({ kind: 'answered', status }))
}

function reasonOf(error: Error & { code?: string }, sent: ClientRequest): 'refused_address' | 'tls' | 'unreachable' {
  if (error instanceof RefusedAddress) return 'refused_address'
  const { code = '' } = error
  const isTls = /^(ERR_TLS|CERT_|DEPTH_|UNABLE_TO_|SELF_SIGNED|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/.test(code)
  return isTls && sent.protocol === 'https:' ? 'tls' : 'unreachable'
}
