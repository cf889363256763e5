import type { Context } from 'hono'

/**
 * Where a request comes from, for counting attempts. A `x-forwarded-for` counts only from a proxy on our own network,
 * and of it only the last entry, the one which that proxy wrote: everything before it is what the client claims.
 */
export function clientAddress(c: Context): string {
  const peer = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress
  if (peer === undefined) return c.req.header('cf-connecting-ip') ?? 'unknown'
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded && isPrivate(peer) ? forwarded : peer
}

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } }
}

const isPrivate = (address: string) =>
  /^(::1$|f[cd]|fe80:|(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.))/i.test(address)
