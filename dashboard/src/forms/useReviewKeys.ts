import type { Ref } from 'vue'
import type { Review } from '../../../bot/forms/staff-contract.ts'
import { useMe } from '../session.ts'
import type { SubmissionAct } from './shortcuts.ts'
import { useKeys } from './useKeys.ts'
import type { Saying } from './useReviewing.ts'

interface Hands {
  rows: Ref<{ id: string; state: string; review: Review }[]>
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
  /** The next one below that waits, else the first one. */
  function nextWaiting() {
    const waits = (row: { state: string; review: Review }) => row.state === 'finished' && row.review === 'new'
    const below = rows.value.slice(place() + 1).find(waits)
    const next = below ?? rows.value.find((row) => waits(row) && row.id !== at.value)
    if (next) go(next.id)
  }
  const acts: Record<SubmissionAct, () => unknown> = {
    next: () => walkTo(rows.value[place() + 1]),
    previous: () => walkTo(rows.value[Math.max(0, place() - 1)]),
    nextWaiting,
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
