import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { demoApi, unwrap } from '../api.ts'

/** How much of the demo is in the account still, and taking it out. */
export function useDemo(accountId: string) {
  const client = useQueryClient()
  const api = demoApi(accountId).demo
  const query = useQuery({ queryKey: ['demo', accountId], queryFn: () => unwrap(api.$get()) })
  const left = computed(() => query.data.value?.demo)
  const erasing = useMutation({
    mutationFn: () => unwrap(api.erasure.$post({ json: {} })),
    // Friends, forms, submissions and members are others now.
    onSuccess: () => client.invalidateQueries(),
  })
  return { left, erasing }
}
