import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { periods, type Period } from '../../../bot/insights/contract.ts'
import { insightsApi, unwrap } from '../api.ts'

const read = (accountId: string, days: Period) =>
  unwrap(insightsApi(accountId).insights.home.$get({ query: { days: String(days) } }))
export type Home = Awaited<ReturnType<typeof read>>
export type DayFigures = NonNullable<Home['figures']>[number]

/** How far back the page looks, from its address: 28 days unless it says otherwise. */
export function useHomePeriod() {
  const route = useRoute()
  return computed((): Period => periods.find((days) => String(days) === route.query['days']) ?? 28)
}

/** The figures of the account; with another period the old ones stay until the new ones are there. */
export function useHome(accountId: Ref<string>, days: Ref<Period>) {
  const query = useQuery({
    queryKey: ['home', accountId, days],
    queryFn: () => read(accountId.value, days.value),
    refetchInterval: ({ state }) => (state.data?.counting ? 3_000 : 60_000),
    placeholderData: keepPreviousData,
  })
  return { query, home: computed(() => query.data.value) }
}

/** What waits for a person, looked at again and again. */
export function useToday(accountId: Ref<string>) {
  const query = useQuery({
    queryKey: ['today', accountId],
    queryFn: () => unwrap(insightsApi(accountId.value).insights.today.$get()),
    refetchInterval: 5_000,
  })
  return { query, today: computed(() => query.data.value?.today) }
}
