import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { noticesApi, unwrap } from '../api.ts'

const lookEveryMs = 30_000

const readNotices = (accountId: string) => unwrap(noticesApi(accountId).notices.$get())
export type Notice = Awaited<ReturnType<typeof readNotices>>['rows'][number]

/** How much of what they were told whoever is signed in has not seen; 100: so much or more. */
export function useUnseen(accountId: Ref<string>) {
  const query = useQuery({
    queryKey: computed(() => ['notice-count', accountId.value]),
    queryFn: () => unwrap(noticesApi(accountId.value).notices.count.$get()),
    refetchInterval: lookEveryMs,
  })
  return computed(() => query.data.value?.unseen ?? 0)
}

/** The newest notices, while somebody looks at them. */
export function useNotices(accountId: Ref<string>, open: Ref<boolean>) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: computed(() => ['notices', accountId.value]),
    queryFn: () => readNotices(accountId.value),
    enabled: open,
    refetchInterval: lookEveryMs,
    staleTime: 0,
  })
  const rows = computed(() => query.data.value?.rows ?? [])
  const marking = useMutation({
    mutationFn: async () => {
      const newest = rows.value[0]
      if (newest) await unwrap(noticesApi(accountId.value).notices.reading.$put({ json: { until: newest.at } }))
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['notice-count', accountId.value] }),
        client.invalidateQueries({ queryKey: ['notices', accountId.value] }),
      ]),
  })
  return { query, rows, markSeen: () => marking.mutate(), marking: marking.isPending }
}
