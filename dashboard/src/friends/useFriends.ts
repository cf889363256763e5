import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { friendsApi, unwrap } from '../api.ts'

const listPage = (accountId: string, query: Record<string, string>) =>
  unwrap(friendsApi(accountId).friends.$get({ query }))
export type FriendRow = Awaited<ReturnType<typeof listPage>>['rows'][number]

const timelinePage = (accountId: string, id: string, query: Record<string, string>) =>
  unwrap(friendsApi(accountId).friends[':id'].timeline.$get({ param: { id }, query }))
export type TimelineEntry = Awaited<ReturnType<typeof timelinePage>>['entries'][number]

/** How often an open page looks for news. */
const everyMs = 5_000

export function useFriends(accountId: Ref<string>, query: Ref<Record<string, string>>) {
  const list = useInfiniteQuery({
    queryKey: ['friends', accountId, query],
    queryFn: ({ pageParam }) => listPage(accountId.value, { ...query.value, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = computed(() => list.data.value?.pages.flatMap((page) => page.rows) ?? [])
  const total = computed(() => list.data.value?.pages[0]?.total)
  const order = computed(() => list.data.value?.pages[0]?.order)
  return { list, rows, total, order }
}

const readFriend = (accountId: string, id: string) =>
  unwrap(friendsApi(accountId).friends[':id'].$get({ param: { id } }))
export type Friend = Awaited<ReturnType<typeof readFriend>>['friend']

/** One friend, the end of all mini-app sessions that are open on that person's phones, and the mark of a test friend. */
export function useFriend(accountId: string, id: string) {
  const client = useQueryClient()
  const queryKey = ['friend', accountId, id]
  const friend = useQuery({
    queryKey,
    queryFn: () => readFriend(accountId, id),
    refetchInterval: everyMs,
  })
  const endSessions = useMutation({
    mutationFn: () => unwrap(friendsApi(accountId).friends[':id']['session-ending'].$post({ param: { id }, json: {} })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  const markTest = useMutation({
    mutationFn: (isTest: boolean) =>
      unwrap(friendsApi(accountId).friends[':id']['test-mark'].$put({ param: { id }, json: { isTest } })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  return { friend, endSessions, markTest }
}

/** Everything that happened with a friend, newest first, page by page; asked for once the friend is known. `only`: parts of it, with commas. */
export function useTimeline(accountId: string, friendId: Ref<string>, limit: number, only?: Ref<string>) {
  const timeline = useInfiniteQuery({
    queryKey: ['timeline', accountId, friendId, limit, only],
    queryFn: ({ pageParam }) =>
      timelinePage(accountId, friendId.value, {
        limit: String(limit),
        ...(only?.value && { only: only.value }),
        ...(pageParam && { cursor: pageParam }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: computed(() => friendId.value !== ''),
    refetchInterval: everyMs,
  })
  return { timeline, entries: computed(() => timeline.data.value?.pages.flatMap((page) => page.entries) ?? []) }
}
