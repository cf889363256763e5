import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { healthApi, unwrap } from '../api.ts'

const read = (accountId: string) => unwrap(healthApi(accountId).health.$get())
export type Health = Awaited<ReturnType<typeof read>>['health']
export type Alert = Health['alerts']['rows'][number]

/** What failed and why, looked at again every few seconds, and the ways to run it again. */
export function useHealth(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['health', accountId]
  const api = healthApi(accountId).health
  const query = useQuery({ queryKey, queryFn: () => read(accountId), refetchInterval: 5_000 })
  const onSettled = () => client.invalidateQueries({ queryKey })
  const rerunEvent = useMutation({
    mutationFn: (id: string) => unwrap(api.events[':id'].rerun.$post({ param: { id }, json: {} })),
    onSettled,
  })
  const rerunJob = useMutation({
    mutationFn: (id: string) => unwrap(api.jobs[':id'].rerun.$post({ param: { id }, json: {} })),
    onSettled,
  })
  const settle = useMutation({
    mutationFn: ({ kind, subject }: Alert) => unwrap(api.alerts.settlement.$post({ json: { kind, subject } })),
    onSettled,
  })
  return { query, health: computed(() => query.data.value?.health), rerunEvent, rerunJob, settle }
}
