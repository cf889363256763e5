import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { erasuresApi, unwrap } from '../api.ts'

export interface Subject {
  kind: 'friend' | 'customer'
  id: string
}

/** What erasing somebody would take, asked for while the question is open, and the erasure itself. */
export function useErasure(accountId: string, subject: Subject, open: Ref<boolean>) {
  const client = useQueryClient()
  const api = erasuresApi(accountId)
  const param = { id: subject.id }
  const preview = useQuery({
    queryKey: ['erasure', accountId, subject],
    queryFn: () =>
      unwrap(
        subject.kind === 'friend'
          ? api.friends[':id'].erasure.$get({ param })
          : api.customers[':id'].erasure.$get({ param }),
      ),
    enabled: open,
    gcTime: 0,
  })
  const erase = useMutation({
    mutationFn: (confirmation: string) =>
      unwrap(
        subject.kind === 'friend'
          ? api.friends[':id'].erasure.$post({ param, json: { confirmation } })
          : api.customers[':id'].erasure.$post({ param, json: { confirmation } }),
      ),
    // Nothing of the person stays on this screen either.
    onSuccess: () => client.clear(),
  })
  return { preview, erase }
}

/** Sets a friend back for a rehearsal. */
export function useReset(accountId: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(erasuresApi(accountId).friends[':id'].reset.$post({ param: { id }, json: {} })),
    onSettled: () => client.invalidateQueries(),
  })
}
