import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { membersApi, unwrap } from '../api.ts'

const listPage = (accountId: string, query: Record<string, string>) =>
  unwrap(membersApi(accountId).customers.$get({ query }))
export type CustomerRow = Awaited<ReturnType<typeof listPage>>['rows'][number]

const readCustomer = (accountId: string, id: string) =>
  unwrap(membersApi(accountId).customers[':id'].$get({ param: { id } }))
export type Customer = Awaited<ReturnType<typeof readCustomer>>['customer']

const everyMs = 10_000

export function useCustomers(accountId: Ref<string>, query: Ref<Record<string, string>>) {
  const list = useInfiniteQuery({
    queryKey: ['customers', accountId, query],
    queryFn: ({ pageParam }) => listPage(accountId.value, { ...query.value, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  return {
    list,
    rows: computed(() => list.data.value?.pages.flatMap((page) => page.rows) ?? []),
    total: computed(() => list.data.value?.pages[0]?.total),
  }
}

/** One member, with contacts and friends. */
export const useCustomer = (accountId: string, id: string) =>
  useQuery({
    queryKey: ['customer', accountId, id],
    queryFn: () => readCustomer(accountId, id),
    refetchInterval: everyMs,
  })
