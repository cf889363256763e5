import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import type { HandBack, Say, TalkChange } from '../../../bot/talks/contract.ts'
import { talksApi, unwrap } from '../api.ts'
import { useLive } from '../forms/useLive.ts'

const readOne = (accountId: string, id: string) => unwrap(talksApi(accountId).talks[':id'].$get({ param: { id } }))
export type Talk = Awaited<ReturnType<typeof readOne>>['talk']

const messagePage = (accountId: string, id: string, cursor: string | undefined) =>
  unwrap(talksApi(accountId).talks[':id'].messages.$get({ param: { id }, query: cursor ? { cursor } : {} }))
export type MessagePage = Awaited<ReturnType<typeof messagePage>>
export type TalkMessage = MessagePage['rows'][number]
type Pages = InfiniteData<MessagePage, string | undefined>

/** One talk with its messages as they come, and what staff can do with it. */
export function useTalk(accountId: string, friendId: string) {
  const client = useQueryClient()
  const api = talksApi(accountId).talks[':id']
  const param = { id: friendId }
  const talkKey = ['talk', accountId, friendId]
  const messagesKey = ['talk-messages', accountId, friendId]
  const talk = useQuery({ queryKey: talkKey, queryFn: () => readOne(accountId, friendId) })
  const list = useInfiniteQuery({
    queryKey: messagesKey,
    queryFn: ({ pageParam }) => messagePage(accountId, friendId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchOnWindowFocus: false,
  })
  /** Oldest first, as a conversation is read. */
  const messages = computed(() => (list.data.value?.pages.flatMap((page) => page.rows) ?? []).toReversed())

  /** How far the server's clock is from the browser's: a countdown goes by the server's. */
  const ahead = ref(0)
  watch(
    () => talk.data.value?.talk.now,
    (now) => now && (ahead.value = now - Date.now()),
    { immediate: true },
  )

  function receive(changed: TalkMessage[]) {
    const known = new Set(messages.value.map(({ id }) => id))
    const newer = new Map(changed.map((message) => [message.id, message]))
    const oldest = messages.value[0]?.at ?? 0
    // What is older than what is on the screen comes with its page.
    const added = changed.filter(({ id, at }) => !known.has(id) && at >= oldest)
    client.setQueryData<Pages>(messagesKey, (data) => {
      if (!data) return data
      const pages = data.pages.map((page, at) => ({
        ...page,
        rows: [...(at === 0 ? added : []), ...page.rows.map((row) => newer.get(row.id) ?? row)].toSorted(
          (a, b) => b.at - a.at || (a.id < b.id ? 1 : -1),
        ),
      }))
      return { ...data, pages }
    })
  }

  const { interrupted } = useLive({
    from: computed(() => list.data.value?.pages[0]?.live),
    restartOn: computed(() => friendId),
    ask: async (after) => {
      const { rows, talk: now, live } = await unwrap(api.changes.$get({ param, query: { after } }))
      client.setQueryData(talkKey, { talk: now })
      return { rows, more: false, live }
    },
    receive: ({ rows }) => receive(rows),
    tooMuch: () => {},
  })

  const renew = async (deed: Promise<{ talk: Talk }>) => {
    try {
      client.setQueryData(talkKey, await deed)
    } catch (error) {
      void client.invalidateQueries({ queryKey: talkKey })
      throw error
    }
    void client.invalidateQueries({ queryKey: ['talks', accountId] })
  }
  const deeds = {
    say: async (said: Say) => {
      await renew(unwrap(api.messages.$post({ param, json: said })))
      void client.invalidateQueries({ queryKey: ['talk-quota', accountId] })
      await list.refetch()
    },
    change: (wanted: TalkChange) => renew(unwrap(api.$patch({ param, json: wanted }))),
    hold: () => renew(unwrap(api.holding.$post({ param, json: {} }))),
    handBack: (wanted: HandBack) => renew(unwrap(api['handing-back'].$post({ param, json: wanted }))),
    read: (seen: string) => unwrap(api.reading.$post({ param, json: { seen } })),
  }
  return { talk, list, messages, ahead, interrupted, deeds }
}

/** How many messages are left this month; undefined while it is asked, null when LINE did not say. */
export function useQuota(accountId: string) {
  const query = useQuery({
    queryKey: ['talk-quota', accountId],
    queryFn: () => unwrap(talksApi(accountId).talks.quota.$get()),
    staleTime: 60_000,
  })
  return computed(() => (query.isError.value ? null : query.data.value?.quota))
}
