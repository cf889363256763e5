import type { Ref } from 'vue'
import { useMe } from '../session.ts'
import { nextWaiting, type Queued } from './next-waiting.ts'
import type { SubmissionAct } from './shortcuts.ts'
import { useKeys } from './useKeys.ts'
import type { Saying } from './useReviewing.ts'

interface Hands {
  rows: Ref<Queued[]>
  at: Ref<string>
  chosen: Ref<string>
  /** To another row: opens it beside an open one, else only stands at it. */
  walk: (id: string) => unknown
  /** Opens a submission; with no id it closes the open one. */
  go: (id: string) => unknown
  tick: (id: string) => unknown
  say: (saying: Saying) => unknown
  sendBack: () => unknown
  undo: () => unknown
  search: () => unknown
}

/** Reviewing by keyboard alone: what each act of `shortcuts.ts` does on the page of submissions. */
export function useReviewKeys({ rows, at, chosen, walk, go, tick, say, sendBack, undo, search }: Hands) {
  const { me } = useMe()
  const place = () => rows.value.findIndex(({ id }) => id === at.value)
  function walkTo(row: { id: string } | undefined) {
    if (row && row.id !== at.value) walk(row.id)
  }
  const acts: Record<SubmissionAct, () => unknown> = {
    next: () => walkTo(rows.value[place() + 1]),
    previous: () => walkTo(rows.value[Math.max(0, place() - 1)]),
    nextWaiting: () => {
      const next = nextWaiting(rows.value, at.value)
      return next && go(next.id)
    },
    open: () => at.value !== '' && !chosen.value && go(at.value),
    close: () => chosen.value !== '' && go(''),
    tick: () => at.value !== '' && tick(at.value),
    done: () => say({ review: 'done' }),
    checking: () => say({ review: 'checking' }),
    returned: sendBack,
    mine: () => me.value && say({ assignee: { id: me.value.id, name: me.value.name } }),
    undo,
    search,
  }
  useKeys((name) => acts[name]())
}
