import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { ofAccount, staffManagementApi, unwrap } from '../api.ts'
import { language } from '../language.ts'

const page = (accountId: string, query: Record<string, string>) =>
  unwrap(staffManagementApi(accountId).audit.$get({ query }))
export type AuditEntry = Awaited<ReturnType<typeof page>>['rows'][number]

/** The audit log page by page, and where its CSV is. */
export function useAudit(accountId: string, query: Ref<Record<string, string>>) {
  const list = useInfiniteQuery({
    queryKey: ['audit', accountId, query],
    queryFn: ({ pageParam }) => page(accountId, { ...query.value, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  return {
    list,
    rows: computed(() => list.data.value?.pages.flatMap(({ rows }) => rows) ?? []),
    exportUrl: computed(
      () => `${ofAccount(accountId)}/audit/export?${new URLSearchParams({ ...query.value, language: language.value })}`,
    ),
  }
}
