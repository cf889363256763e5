import { computed, type Ref } from 'vue'
import { useForms } from '../forms/useForms.ts'
import { useTroubles } from '../health/useHealth.ts'
import { useTalkCounts } from '../talks/useTalks.ts'

/** What waits for a person, by the name of its page. */
export function useCounts(accountId: Ref<string>) {
  const { waiting } = useForms(accountId)
  const { troubles } = useTroubles(accountId, 30_000)
  const talks = useTalkCounts(accountId)
  return computed((): Record<string, number> => ({
    talks: talks.value.open,
    submissions: waiting.value,
    health: troubles.value,
    settings: troubles.value,
    more: troubles.value,
  }))
}
