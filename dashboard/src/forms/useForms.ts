import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { formsApi, unwrap } from '../api.ts'

/** The account's forms with their counts, and how many submissions wait for somebody. */
export function useForms(accountId: Ref<string>) {
  const { data } = useQuery({
    queryKey: ['forms', accountId],
    queryFn: () => unwrap(formsApi(accountId.value).forms.$get()),
    refetchInterval: 15_000,
  })
  const forms = computed(() => data.value?.forms ?? [])
  const waiting = computed(() => forms.value.reduce((sum, { counts }) => sum + counts.waiting, 0))
  return { forms, waiting, loaded: computed(() => data.value !== undefined) }
}
