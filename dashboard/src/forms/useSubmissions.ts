import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'
import { formsApi, unwrap } from '../api.ts'
import { useLive } from './useLive.ts'

const listPage = (accountId: string, query: Record<string, string>) =>
  unwrap(formsApi(accountId).submissions.$get({ query }))
export type SubmissionPage = Awaited<ReturnType<typeof listPage>>
export type SubmissionRow = SubmissionPage['rows'][number]
type Pages = InfiniteData<SubmissionPage, string | undefined>

/**
 * The list of submissions, and what arrives while it is open. Rows on screen are renewed where they stand; new ones
 * wait in `arrived` until `show` puts them on top, so that nothing moves under somebody's finger.
 */
export function useSubmissions(accountId: Ref<string>, query: Ref<Record<string, string>>) {
  const client = useQueryClient()
  const key = computed(() => ['submissions', accountId.value, query.value] as const)
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => listPage(accountId.value, { ...query.value, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const rows = computed(() => list.data.value?.pages.flatMap((page) => page.rows) ?? [])
  const total = computed(() => list.data.value?.pages[0]?.total ?? null)

  const arrived = ref<SubmissionRow[]>([])
  const fresh = ref(new Set<string>())
  watch(key, () => {
    arrived.value = []
    fresh.value = new Set()
  })

  function receive(changed: SubmissionRow[], gone: string[]) {
    const left = new Set(gone.filter((id) => rows.value.some((row) => row.id === id)))
    if (left.size > 0) remove(left)
    const known = new Map(rows.value.map((row) => [row.id, row.revision]))
    const renewed = new Map(
      changed.filter(({ id, revision }) => known.has(id) && known.get(id) !== revision).map((row) => [row.id, row]),
    )
    if (renewed.size > 0) update((page) => ({ ...page, rows: page.rows.map((row) => renewed.get(row.id) ?? row) }))
    const others = new Map(
      [...changed, ...arrived.value]
        .filter(({ id }) => !known.has(id) && !gone.includes(id))
        .toReversed()
        .map((row) => [row.id, row]),
    )
    arrived.value = [...others.values()].toSorted((a, b) => b.updatedAt - a.updatedAt)
    for (const { id } of changed)
      if (known.get(id) !== undefined) void client.invalidateQueries({ queryKey: ['submission', accountId.value, id] })
    if (renewed.size > 0 || others.size > 0) void client.invalidateQueries({ queryKey: ['forms', accountId.value] })
  }

  const update = (change: (page: SubmissionPage, at: number) => SubmissionPage) =>
    client.setQueryData<Pages>(key.value, (data) => data && { ...data, pages: data.pages.map(change) })

  /** Takes away what its person has changed: the newer one stands for it. */
  function remove(ids: Set<string>) {
    update((page, at) => ({
      ...page,
      rows: page.rows.filter(({ id }) => !ids.has(id)),
      total: at === 0 && page.total !== null ? page.total - ids.size : page.total,
    }))
  }

  /** Puts what arrived on top. */
  function show() {
    const waiting = arrived.value
    arrived.value = []
    fresh.value = new Set(waiting.map(({ id }) => id))
    update((page, at) =>
      at === 0
        ? { ...page, rows: [...waiting, ...page.rows], total: page.total === null ? null : page.total + waiting.length }
        : page,
    )
  }

  const { interrupted } = useLive({
    from: computed(() => list.data.value?.pages[0]?.live),
    restartOn: key,
    ask: (after) => unwrap(formsApi(accountId.value).submissions.changes.$get({ query: { ...query.value, after } })),
    receive,
    tooMuch: () => void client.resetQueries({ queryKey: key.value, exact: true }),
  })
  return { list, rows, total, arrived, fresh, show, interrupted }
}
