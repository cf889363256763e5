import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { RetentionChange, RetentionKind } from '../../../bot/retention/contract.ts'
import { retentionApi, unwrap } from '../api.ts'

const read = (accountId: string) => unwrap(retentionApi(accountId).retention.$get())
export type RetentionRule = Awaited<ReturnType<typeof read>>['retention']['rules'][number]

/** How long an account keeps what, what a rule would delete, and setting it. */
export function useRetention(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['retention', accountId]
  const query = useQuery({ queryKey, queryFn: () => read(accountId) })
  const { ':kind': one } = retentionApi(accountId).retention
  return {
    query,
    retention: computed(() => query.data.value?.retention),
    preview: (kind: RetentionKind, days: number) =>
      unwrap(one.preview.$get({ param: { kind }, query: { days: String(days) } })),
    async set(kind: RetentionKind, json: RetentionChange) {
      try {
        await unwrap(one.$put({ param: { kind }, json }))
      } finally {
        await client.invalidateQueries({ queryKey })
      }
    },
  }
}

export type RetentionDeeds = ReturnType<typeof useRetention>
