import type { Context } from 'hono'
import type { Settings } from '../settings.ts'

/**
 * Where a request comes from, for counting attempts. The Node server speaks plain HTTP, so there is a proxy in front of it
 * exactly when PUBLIC_URL is https: only then, and only from a peer on our own network, `x-forwarded-for` counts, and of it
 * only the last entry, the one which that proxy wrote: everything before it is what the client claims.
 */
export function clientAddress(c: Context, { PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): string {
  const peer = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress
  if (peer === undefined) return c.req.header('cf-connecting-ip') ?? 'unknown'
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded && PUBLIC_URL.startsWith('https:') && isPrivate(peer) ? forwarded : peer
}

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } }
}

const isPrivate = (address: string) =>
  /^(::1$|f[cd]|fe80:|(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.))/i.test(address)
