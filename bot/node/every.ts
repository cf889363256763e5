import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { withoutValues } from '../errors.ts'

/** Calls again and again, each time after the last call ended; what goes wrong is logged and does not stop it. */
export function every(ms: number, run: () => Promise<unknown>, { log }: Deps): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await run().catch((error: unknown) => log.error('A round failed: {error}', { error: withoutValues(error) }))
      await pause(ms, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const ended = loop()
  return {
    /** Resolves when the call under way has ended. */
    stop() {
      stopping.abort()
      return ended
    },
  }
}
