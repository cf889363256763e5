import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'
import { talksApi, unwrap } from '../api.ts'
import { useLive } from '../forms/useLive.ts'
import type { TalksListed } from './filters.ts'

const listPage = (accountId: string, listed: TalksListed, cursor: string | undefined) =>
  unwrap(talksApi(accountId).talks.$get({ query: { ...listed, ...(cursor && { cursor }) } }))
export type TalkPage = Awaited<ReturnType<typeof listPage>>
export type TalkRow = TalkPage['rows'][number]
type Pages = InfiniteData<TalkPage, string | undefined>

/** How much waits for staff: for the rail, which asks now and then, and the page, which keeps it fresh. */
export function useTalkCounts(accountId: Ref<string>) {
  const query = useQuery({
    queryKey: computed(() => ['talk-counts', accountId.value]),
    queryFn: () => unwrap(talksApi(accountId.value).talks.counts.$get()),
    refetchInterval: 10_000,
  })
  return computed(() => query.data.value?.counts ?? { open: 0, mine: 0, unread: 0 })
}

/**
 * Talks, the one with the newest message first. Rows on screen are renewed where they stand; what would move waits in
 * `arrived` until `show`, so that nothing moves under somebody's finger.
 */
export function useTalks(accountId: Ref<string>, listed: Ref<TalksListed>) {
  const client = useQueryClient()
  const key = computed(() => ['talks', accountId.value, listed.value.view, listed.value.assignee] as const)
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => listPage(accountId.value, listed.value, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    // What happened while another view was open is not in the pages that are kept of this one.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const rows = computed(() => list.data.value?.pages.flatMap((page) => page.rows) ?? [])
  const arrived = ref<TalkRow[]>([])
  watch(key, () => (arrived.value = []))

  const setRows = (change: (rows: TalkRow[], at: number) => TalkRow[]) =>
    client.setQueryData<Pages>(
      key.value,
      (data) => data && { ...data, pages: data.pages.map((page, at) => ({ ...page, rows: change(page.rows, at) })) },
    )

  function receive(changed: TalkRow[], gone: string[]) {
    const newer = new Map(changed.map((row) => [row.friend.id, row]))
    const known = new Map(rows.value.map((row) => [row.friend.id, row]))
    const renews = changed.some(({ friend, revision }) => {
      const before = known.get(friend.id)
      return before && before.revision !== revision
    })
    const leaves = gone.some((id) => known.has(id))
    if (renews || leaves)
      setRows((page) =>
        page
          .filter(({ friend }) => !gone.includes(friend.id))
          // Only what stands in the row changes here; its place does when it is shown.
          .map((row) => newer.get(row.friend.id) ?? row),
      )
    // What a colleague said is no news of somebody who is on the screen: the row says it where it stands.
    const moved = changed.filter(({ friend, last, lastAt }) => {
      const before = known.get(friend.id)
      return !before || (before.lastAt !== lastAt && last?.side !== 'staff')
    })
    const waiting = new Map([...arrived.value, ...moved].map((row) => [row.friend.id, newer.get(row.friend.id) ?? row]))
    for (const id of gone) waiting.delete(id)
    arrived.value = [...waiting.values()]
  }

  /** Puts what arrived on top. */
  function show() {
    const coming = arrived.value.toSorted((a, b) => b.lastAt - a.lastAt)
    const ids = new Set(coming.map(({ friend }) => friend.id))
    arrived.value = []
    setRows((page, at) => [...(at === 0 ? coming : []), ...page.filter(({ friend }) => !ids.has(friend.id))])
  }

  const { interrupted } = useLive({
    from: computed(() => list.data.value?.pages[0]?.live),
    restartOn: key,
    ask: async (after) => {
      const { counts, ...changes } = await unwrap(
        talksApi(accountId.value).talks.changes.$get({ query: { ...listed.value, after } }),
      )
      client.setQueryData(['talk-counts', accountId.value], { counts })
      return changes
    },
    receive: ({ rows: changed, gone }) => receive(changed, gone),
    tooMuch: () => void client.resetQueries({ queryKey: key.value, exact: true }),
  })
  return { list, rows, arrived, show, interrupted }
}
