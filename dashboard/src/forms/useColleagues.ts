import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { formsApi, unwrap } from '../api.ts'

/** Everybody who works with the account: whom work can be given to. */
export function useColleagues(accountId: Ref<string>) {
  const { data } = useQuery({
    queryKey: ['colleagues', accountId],
    queryFn: () => unwrap(formsApi(accountId.value).colleagues.$get()),
    staleTime: 60_000,
  })
  return computed(() => data.value?.colleagues ?? [])
}
