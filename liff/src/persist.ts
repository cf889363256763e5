const firstPauseMs = 2_000
const longestPauseMs = 30_000

/** Tries until it works: at once when the connection is back, and with growing pauses otherwise. */
export async function persist<T>(attempt: () => Promise<T>, onFailure: () => void): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await attempt()
    } catch {
      onFailure()
      await onlineOrAfter(pauseMs)
    }
  }
}

/** Waits until the browser says that it is online again, and no longer than `ms`. */
export function onlineOrAfter(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    window.addEventListener('online', go)
  })
}
