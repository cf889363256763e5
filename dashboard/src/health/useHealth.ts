import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { Section } from '../../../bot/health/staff-contract.ts'
import { healthApi, unwrap } from '../api.ts'

const read = (accountId: string) => unwrap(healthApi(accountId).health.$get())
export type Health = Awaited<ReturnType<typeof read>>['health']

/** What failed and why, looked at again and again; the rail shows how much, the page of its own asks more often. */
export function useTroubles(accountId: Ref<string>, everyMs: number) {
  const query = useQuery({
    queryKey: ['health', accountId],
    queryFn: () => read(accountId.value),
    refetchInterval: everyMs,
  })
  const health = computed(() => query.data.value?.health)
  const troubles = computed(() => {
    const { events, deliveries, mails, rules, jobs, alerts } = health.value ?? {}
    return [events, deliveries, mails, rules, jobs, alerts].reduce((sum, kind) => sum + (kind?.count ?? 0), 0)
  })
  return { query, health, troubles }
}

/** The same with what can be done about it; each deed reads everything anew. */
export function useHealth(accountId: Ref<string>) {
  const client = useQueryClient()
  const { health: api } = healthApi(accountId.value)
  const thenRead = async (deed: Promise<unknown>) => {
    try {
      await deed
    } finally {
      await client.invalidateQueries({ queryKey: ['health', accountId.value] })
    }
  }
  const of = (id: string) => ({ param: { id }, json: {} })
  const deeds = {
    rerunEvent: (id: string) => thenRead(unwrap(api.events[':id'].rerun.$post(of(id)))),
    rerunJob: (id: string) => thenRead(unwrap(api.jobs[':id'].rerun.$post(of(id)))),
    settleEvent: (id: string) => thenRead(unwrap(api.events[':id'].settlement.$post(of(id)))),
    settleDelivery: (id: string) => thenRead(unwrap(api.deliveries[':id'].settlement.$post(of(id)))),
    settleMail: (id: string) => thenRead(unwrap(api.mails[':id'].settlement.$post(of(id)))),
    settleRule: (id: string) => thenRead(unwrap(api.rules[':id'].settlement.$post(of(id)))),
    settleJob: (id: string) => thenRead(unwrap(api.jobs[':id'].settlement.$post(of(id)))),
    settleAll: (section: Section, until: number) =>
      thenRead(unwrap(api.settlement.$post({ json: { section, until } }))),
    settleAlert: ({ kind, subject }: Pick<Alert, 'kind' | 'subject'>) =>
      thenRead(unwrap(api.alerts.settlement.$post({ json: { kind, subject } }))),
  }
  return { ...useTroubles(accountId, 5_000), deeds }
}

type Alert = Health['alerts']['rows'][number]
export type Deeds = ReturnType<typeof useHealth>['deeds']
