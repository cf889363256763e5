import type { Context } from 'hono'

interface NodeBindings {
  outgoing?: { destroy?: () => void }
}

/**
 * Ends the connection of a request in the middle of its answer. On Node a stream that fails is closed as if it were whole,
 * with the error's text at its end; only a connection that breaks tells the reader that something is missing. On Workers
 * the failing stream does that by itself.
 */
export const breakOff = (c: Context) => (): void => (c.env as NodeBindings | undefined)?.outgoing?.destroy?.()
