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
  const counts = computed(() => list.data.value?.pages[0]?.counts ?? [])
  return { list, rows, counts }
}

/** One friend, and the end of all mini-app sessions that are open on that person's phones. */
export function useFriend(accountId: string, id: string) {
  const client = useQueryClient()
  const queryKey = ['friend', accountId, id]
  const friend = useQuery({
    queryKey,
    queryFn: () => unwrap(friendsApi(accountId).friends[':id'].$get({ param: { id } })),
    refetchInterval: everyMs,
  })
  const endSessions = useMutation({
    mutationFn: () => unwrap(friendsApi(accountId).friends[':id']['session-ending'].$post({ param: { id }, json: {} })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  return { friend, endSessions }
}

/** Everything that happened with a friend, newest first, page by page; asked for once the friend is known. */
export function useTimeline(accountId: string, friendId: Ref<string>, limit: number) {
  const timeline = useInfiniteQuery({
    queryKey: ['timeline', accountId, friendId, limit],
    queryFn: ({ pageParam }) =>
      timelinePage(accountId, friendId.value, { limit: String(limit), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: computed(() => friendId.value !== ''),
    refetchInterval: everyMs,
  })
  return { timeline, entries: computed(() => timeline.data.value?.pages.flatMap((page) => page.entries) ?? []) }
}
