import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { EndpointInput, KeyInput } from '../../../bot/integrations/contract.ts'
import { integrationsApi, unwrap } from '../api.ts'

const readKeys = (accountId: string) => unwrap(integrationsApi(accountId)['api-keys'].$get())
const readEndpoints = (accountId: string) => unwrap(integrationsApi(accountId).endpoints.$get())
const readCalls = (accountId: string, query: Record<string, string>) =>
  unwrap(integrationsApi(accountId).calls.$get({ query }))
export type ApiKey = Awaited<ReturnType<typeof readKeys>>['keys'][number]
export type Endpoint = Awaited<ReturnType<typeof readEndpoints>>['endpoints'][number]
export type Call = Awaited<ReturnType<typeof readCalls>>['rows'][number]

/** Calls go on by themselves while somebody looks. */
const refetchInterval = 5_000

/** The keys by which other systems read; owners only. */
export function useKeys(accountId: string) {
  const client = useQueryClient()
  const api = integrationsApi(accountId)
  const queryKey = ['api-keys', accountId]
  const query = useQuery({ queryKey, queryFn: () => readKeys(accountId) })
  const again = () => client.invalidateQueries({ queryKey })
  return {
    query,
    keys: computed(() => query.data.value?.keys ?? []),
    add: (json: KeyInput) => unwrap(api['api-keys'].$post({ json })).finally(again),
    revoke: (id: string) => unwrap(api['api-keys'][':id'].revocation.$post({ param: { id }, json: {} })).finally(again),
  }
}

/** The endpoints that are called, and what owners do about them. */
export function useEndpoints(accountId: string) {
  const client = useQueryClient()
  const one = integrationsApi(accountId).endpoints[':id']
  const query = useQuery({
    queryKey: ['endpoints', accountId],
    queryFn: () => readEndpoints(accountId),
    refetchInterval,
  })
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['endpoints', accountId] }),
      client.invalidateQueries({ queryKey: ['calls', accountId] }),
    ])
  const deed = <T>(done: Promise<T>): Promise<T> => done.finally(again)
  return {
    query,
    endpoints: computed(() => query.data.value?.endpoints ?? []),
    add: (json: EndpointInput) => deed(unwrap(integrationsApi(accountId).endpoints.$post({ json }))),
    change: (id: string, json: EndpointInput) => deed(unwrap(one.$put({ param: { id }, json }))),
    set: (id: string, state: 'active' | 'paused') => deed(unwrap(one.state.$put({ param: { id }, json: { state } }))),
    rotate: (id: string) => deed(unwrap(one.secret.$post({ param: { id }, json: {} }))),
    trial: (id: string) => deed(unwrap(one.trial.$post({ param: { id }, json: {} }))),
    replay: (id: string) => deed(unwrap(one.replay.$post({ param: { id }, json: {} }))),
    remove: (id: string) => deed(unwrap(one.$delete({ param: { id }, json: {} }))),
  }
}
export type EndpointDeeds = ReturnType<typeof useEndpoints>

/** The log of calls page by page, and one call with its attempts. */
export function useCalls(accountId: string, query: Ref<Record<string, string>>) {
  const client = useQueryClient()
  const list = useInfiniteQuery({
    queryKey: ['calls', accountId, query],
    queryFn: ({ pageParam }) => readCalls(accountId, { ...query.value, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval,
  })
  const one = integrationsApi(accountId).calls[':id']
  return {
    list,
    rows: computed(() => list.data.value?.pages.flatMap(({ rows }) => rows) ?? []),
    read: (id: string) => unwrap(one.$get({ param: { id } })),
    replay: (id: string) =>
      unwrap(one.replay.$post({ param: { id }, json: {} })).finally(() =>
        client.invalidateQueries({ queryKey: ['calls', accountId] }),
      ),
  }
}
