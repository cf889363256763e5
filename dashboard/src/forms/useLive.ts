import { onScopeDispose, ref, watch, type Ref } from 'vue'

const everyMs = 2_000
/** After failures it asks less and less often, so that a server that comes back is not run down. */
const slowestMs = 30_000

interface Feed<Answer> {
  /** Where the list stood when it was read; nothing is asked before. */
  from: Ref<string | undefined>
  restartOn: Ref<unknown>
  ask: (after: string) => Promise<Answer>
  /** What is new or changed since. */
  receive: (answer: Answer) => void
  /** More happened than the feed lists: read the list again. */
  tooMuch: () => void
}

/** Asks for changes by cursor while the page is in sight. `interrupted` when the last question had no answer. */
export function useLive<Answer extends { more: boolean; live: string }>({
  from,
  restartOn,
  ask,
  receive,
  tooMuch,
}: Feed<Answer>) {
  const interrupted = ref(false)
  let cursor: string | undefined
  let failures = 0
  let timer = 0
  let round = 0

  async function look(mine: number) {
    const after = cursor ?? from.value
    if (!document.hidden && after) {
      try {
        const answer = await ask(after)
        if (mine !== round) return
        failures = 0
        interrupted.value = false
        cursor = answer.live
        if (answer.more) tooMuch()
        else receive(answer)
      } catch {
        if (mine !== round) return
        failures++
        interrupted.value = true
      }
    }
    timer = window.setTimeout(() => void look(mine), Math.min(slowestMs, everyMs * 2 ** failures))
  }

  function restart() {
    clearTimeout(timer)
    cursor = undefined
    failures = 0
    timer = window.setTimeout(() => void look(++round), everyMs)
  }
  const wake = () => {
    if (document.hidden) return
    clearTimeout(timer)
    void look(++round)
  }

  watch(restartOn, restart, { immediate: true })
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  onScopeDispose(() => {
    round++
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', wake)
    window.removeEventListener('online', wake)
  })
  return { interrupted }
}
