import type { Context } from 'hono'
import type { Settings } from '../settings.ts'

/**
 * Where a request comes from, for counting attempts. The Node server speaks plain HTTP, so there is a proxy in front of it
 * exactly when PUBLIC_URL is https: only then, and only from a peer on our own network, `x-forwarded-for` counts, and of it
 * only the last entry, the one which that proxy wrote: everything before it is what the client claims.
 * Of an IPv6 address only the network counts (/64): one subscriber has all the addresses in it.
 */
export const clientAddress = (c: Context, settings: Pick<Settings, 'PUBLIC_URL'>): string =>
  networkOf(peerAddress(c, settings))

/** The same with every bit of it, for comparing it with addresses that somebody wrote down. */
export function peerAddress(c: Context, { PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): string {
  const peer = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress
  if (peer === undefined) return c.req.header('cf-connecting-ip') ?? 'unknown'
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded && PUBLIC_URL.startsWith('https:') && isPrivate(peer) ? forwarded : peer
}

/** The first four groups of an IPv6 address, written out; an IPv4 address, also one in IPv6's clothes, as it is. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } }
}

const isPrivate = (address: string) =>
  /^(::1$|f[cd]|fe80:|(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.))/i.test(address)
