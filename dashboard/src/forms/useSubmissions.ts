import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'
import { formsApi, unwrap } from '../api.ts'
import { useLive } from './useLive.ts'

export const pageSize = 50

const listPage = (accountId: string, query: Record<string, string>) =>
  unwrap(formsApi(accountId).submissions.$get({ query: { ...query, limit: String(pageSize) } }))
export type SubmissionPage = Awaited<ReturnType<typeof listPage>>
export type SubmissionRow = SubmissionPage['rows'][number]
type Feed = Awaited<ReturnType<typeof changesOf>>
type Changed = Feed['rows'][number]

const changesOf = (accountId: string, { sort: _order, ...query }: Record<string, string>, after: string) =>
  unwrap(formsApi(accountId).submissions.changes.$get({ query: { ...query, after } }))

/**
 * A page of submissions, and what happens while it is open. Rows on screen are renewed where they stand; new ones wait in
 * `arrived` until `show` puts them on top, so that nothing moves under somebody's finger.
 * @param columns keys of questions that have a column of their own
 */
export function useSubmissions(accountId: Ref<string>, query: Ref<Record<string, string>>, columns: Ref<string[]>) {
  const client = useQueryClient()
  const asked = computed(() => ({
    ...query.value,
    ...(columns.value.length > 0 && { columns: columns.value.join(',') }),
  }))
  /** The cursors that led here, one for each page before this one. */
  const cursors = ref<string[]>([])
  const key = computed(() => ['submissions', accountId.value, asked.value, cursors.value.at(-1) ?? ''] as const)
  const list = useQuery({
    queryKey: key,
    queryFn: ({ queryKey: [, account, filters, cursor] }) =>
      listPage(account, { ...filters, ...(cursor && { cursor }) }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  })
  const rows = computed(() => list.data.value?.rows ?? [])
  const total = ref<number | null>(null)
  const live = ref<string>()
  const arrived = ref<SubmissionRow[]>([])
  const fresh = ref(new Set<string>())
  const looking = ref<Feed['looking']>([])

  const same = computed(() => JSON.stringify([accountId.value, query.value]))
  watch(same, () => {
    cursors.value = []
    total.value = null
    live.value = undefined
    arrived.value = []
    fresh.value = new Set()
  })
  watch(
    () => [list.data.value, list.isPlaceholderData.value] as const,
    ([page, old]) => {
      if (!page || old) return
      total.value = page.total ?? total.value
      live.value ??= page.live
    },
    { immediate: true },
  )

  const at = computed(() => cursors.value.length)
  const pages = {
    at,
    first: computed(() => at.value * pageSize + 1),
    last: computed(() => at.value * pageSize + rows.value.length),
    hasNext: computed(() => Boolean(list.data.value?.next)),
    next: () => {
      const next = list.data.value?.next
      if (next && !list.isPlaceholderData.value) cursors.value = [...cursors.value, next]
    },
    previous: () => (cursors.value = cursors.value.slice(0, -1)),
  }

  const update = (change: (page: SubmissionPage) => SubmissionPage) =>
    client.setQueryData<SubmissionPage>(key.value, (page) => page && change(page))

  function receive({ rows: changed, gone, touched, looking: colleagues }: Feed) {
    looking.value = colleagues
    if (rows.value.some(({ id }) => gone.includes(id))) {
      update((page) => ({ ...page, rows: page.rows.filter(({ id }) => !gone.includes(id)) }))
      if (total.value !== null) total.value -= 1
    }
    const known = new Map(rows.value.map((row) => [row.id, row.revision]))
    const renewed = new Map(
      changed.filter(({ id, revision }) => known.has(id) && known.get(id) !== revision).map((row) => [row.id, row]),
    )
    if (renewed.size > 0) update((page) => ({ ...page, rows: page.rows.map((row) => renewed.get(row.id) ?? row) }))
    arrived.value = newestOf(changed, known, gone)
    void client.invalidateQueries({
      predicate: ({ queryKey: [name, account, id] }) =>
        name === 'submission' &&
        account === accountId.value &&
        (touched.includes(String(id)) || changed.some((row) => row.id === id && known.get(row.id) !== row.revision)),
    })
    if (renewed.size > 0 || arrived.value.length > 0)
      void client.invalidateQueries({ queryKey: ['forms', accountId.value] })
  }

  /** What the filters find and this list has not shown: only what its person did after the list was read is new. */
  function newestOf(changed: Changed[], known: Map<string, number>, gone: string[]): SubmissionRow[] {
    const since = seenUntil.value
    const others = [...arrived.value, ...changed.filter(({ fits, updatedAt }) => fits && updatedAt > since)]
    const unknown = others.filter(({ id }) => !known.has(id) && !gone.includes(id))
    return [...new Map(unknown.map((row) => [row.id, row])).values()].toSorted((a, b) => b.updatedAt - a.updatedAt)
  }

  /** When the newest row of the first page did something, or nothing yet. */
  const seenUntil = ref(0)
  watch([rows, at], () => {
    if (at.value === 0) seenUntil.value = Math.max(0, ...rows.value.map(({ updatedAt }) => updatedAt))
  })

  /** Puts what arrived on top; from another page, or another order, by going back to the first one. */
  function show() {
    const waiting = arrived.value
    arrived.value = []
    fresh.value = new Set(waiting.map(({ id }) => id))
    if (total.value !== null) total.value += waiting.length
    if (at.value === 0 && query.value['sort'] === undefined)
      return void update((page) => ({ ...page, rows: [...waiting, ...page.rows] }))
    cursors.value = []
    void client.invalidateQueries({ queryKey: ['submissions', accountId.value] })
  }

  const { interrupted } = useLive<Feed>({
    from: live,
    restartOn: computed(() => JSON.stringify([accountId.value, asked.value])),
    ask: (after) => changesOf(accountId.value, asked.value, after),
    receive,
    tooMuch: () => void client.invalidateQueries({ queryKey: ['submissions', accountId.value] }),
  })
  return { list, rows, total, pages, live, arrived, fresh, looking, show, interrupted }
}
