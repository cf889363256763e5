import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import { summaryApi, unwrap } from '../api.ts'

const patterns = { from: /^\d{4}-\d{2}-\d{2}$/, to: /^\d{4}-\d{2}-\d{2}$/, way: /^(liff|chat)$/ }

const first = (value: LocationQueryValue | LocationQueryValue[] | undefined) =>
  (Array.isArray(value) ? value[0] : value) ?? ''

/** Period and way of a summary, kept in the address. */
export function useSummaryFilters() {
  const route = useRoute()
  const router = useRouter()
  const write = (changes: Partial<Record<keyof typeof patterns, string>>) => {
    const query = { ...route.query }
    for (const [name, value] of Object.entries(changes)) {
      if (value) query[name] = value
      else delete query[name]
    }
    return router.replace({ query })
  }
  const field = (name: keyof typeof patterns) =>
    computed({
      get: () => (patterns[name].test(first(route.query[name])) ? first(route.query[name]) : ''),
      set: (value: string) => void write({ [name]: value }),
    })
  const [from, to, way] = [field('from'), field('to'), field('way')]
  const query = computed((): { from?: string; to?: string; way?: 'liff' | 'chat' } => ({
    ...(from.value && { from: from.value }),
    ...(to.value && { to: to.value }),
    ...(way.value && { way: way.value as 'liff' | 'chat' }),
  }))
  return { from, to, way, query, write }
}

/** The summary of a form, nothing without one; the figures on screen stay until new ones are there. */
export function useSummary(
  accountId: Ref<string>,
  formKey: Ref<string>,
  filters: ReturnType<typeof useSummaryFilters>['query'],
) {
  const query = useQuery({
    queryKey: ['summary', accountId, formKey, filters],
    queryFn: () =>
      unwrap(
        summaryApi(accountId.value).forms[':key'].summary.$get({ param: { key: formKey.value }, query: filters.value }),
      ),
    enabled: computed(() => formKey.value !== ''),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  return { query, summary: computed(() => query.data.value?.summary) }
}
export type Summary = NonNullable<ReturnType<typeof useSummary>['summary']['value']>
export type SummaryQuestionView = Summary['questions'][number]
