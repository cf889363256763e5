import { computed, ref, watch, type Ref } from 'vue'
import type { SubmissionRow } from './useSubmissions.ts'

/** Which submissions are ticked, over several pages; `all` means all that the filters find, seen or not. */
export function useTicks(rows: Ref<SubmissionRow[]>, filters: Ref<unknown>) {
  const seen = ref(new Map<string, number>())
  const all = ref(false)
  let last = ''
  const clear = () => {
    seen.value = new Map()
    all.value = false
  }
  watch(filters, clear)
  // What was renewed on the screen was seen as it is now.
  watch(rows, (now) => {
    if (now.some(({ id, revision }) => seen.value.has(id) && seen.value.get(id) !== revision))
      seen.value = new Map([...seen.value, ...now.filter(({ id }) => seen.value.has(id)).map(placeOf)])
  })

  /** With `range` everything from the row ticked last to this one says what this one says. */
  function tick(id: string, range = false) {
    all.value = false
    const next = new Map(seen.value)
    const isOn = !next.has(id)
    const [from, to] = [last, id].map((one) => rows.value.findIndex((row) => row.id === one)) as [number, number]
    const some =
      range && from >= 0 ? rows.value.slice(Math.min(from, to), Math.max(from, to) + 1) : rows.value.slice(to, to + 1)
    for (const row of some) {
      if (isOn) next.set(...placeOf(row))
      else next.delete(row.id)
    }
    seen.value = next
    last = id
  }

  function tickPage() {
    const next = new Map(seen.value)
    const isWhole = rows.value.every(({ id }) => next.has(id))
    for (const row of rows.value) {
      if (isWhole) next.delete(row.id)
      else next.set(...placeOf(row))
    }
    all.value = false
    seen.value = next
  }

  return {
    ids: computed(() => new Set(seen.value.keys())),
    ticked: computed(() => [...seen.value].map(([id, revision]) => ({ id, revision }))),
    isPageTicked: computed(() => rows.value.length > 0 && rows.value.every(({ id }) => seen.value.has(id))),
    all,
    tick,
    tickPage,
    clear,
  }
}

const placeOf = ({ id, revision }: { id: string; revision: number }) => [id, revision] as [string, number]
