import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { withoutValues } from '../errors.ts'

/** Calls again and again, each time so long after the last call ended; what goes wrong is logged and does not stop it. */
export function every(ms: number, run: () => Promise<unknown>, { log }: Deps): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const rested = () =>
    pause(ms, true, { signal: stopping.signal }).catch((error: unknown) => {
      if (stopping.signal.aborted) return false
      throw error
    })
  const loop = async () => {
    while (await rested()) {
      await run().catch((error: unknown) => log.error('A round failed: {error}', { error: withoutValues(error) }))
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
