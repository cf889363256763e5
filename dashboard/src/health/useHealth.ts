import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { healthApi, unwrap } from '../api.ts'

const read = (accountId: string) => unwrap(healthApi(accountId).health.$get())
export type Health = Awaited<ReturnType<typeof read>>['health']
export type Alert = Health['alerts']['rows'][number]

/** What failed and why, looked at again and again; the rail shows how much, the page of its own asks more often. */
export function useTroubles(accountId: Ref<string>, everyMs: number) {
  const query = useQuery({
    queryKey: ['health', accountId],
    queryFn: () => read(accountId.value),
    refetchInterval: everyMs,
  })
  const health = computed(() => query.data.value?.health)
  const troubles = computed(() => {
    const { events, deliveries, jobs, alerts } = health.value ?? {}
    return [events, deliveries, jobs, alerts].reduce((sum, kind) => sum + (kind?.count ?? 0), 0)
  })
  return { query, health, troubles }
}

/** The same with the ways to run it again. */
export function useHealth(accountId: Ref<string>) {
  const client = useQueryClient()
  const api = computed(() => healthApi(accountId.value).health)
  const onSettled = () => client.invalidateQueries({ queryKey: ['health', accountId.value] })
  const rerunEvent = useMutation({
    mutationFn: (id: string) => unwrap(api.value.events[':id'].rerun.$post({ param: { id }, json: {} })),
    onSettled,
  })
  const rerunJob = useMutation({
    mutationFn: (id: string) => unwrap(api.value.jobs[':id'].rerun.$post({ param: { id }, json: {} })),
    onSettled,
  })
  const settle = useMutation({
    mutationFn: ({ kind, subject }: Alert) => unwrap(api.value.alerts.settlement.$post({ json: { kind, subject } })),
    onSettled,
  })
  return { ...useTroubles(accountId, 5_000), rerunEvent, rerunJob, settle }
}
