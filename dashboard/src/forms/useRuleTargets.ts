import { useQuery } from '@tanstack/vue-query'
import { hc } from 'hono/client'
import { computed, ref } from 'vue'
import type { AttributeRoutes } from '../../../bot/attributes/routes.ts'
import type { IntegrationRoutes } from '../../../bot/integrations/routes.ts'
import { ofAccount, unwrap } from '../api.ts'
import { say } from '../language.ts'
import { useTags } from '../tags/useTags.ts'

export interface RuleTarget {
  value: string
  label: string
}

/** What a rule can name: the account's own tags and fields, and the systems that are told. */
export function useRuleTargets(accountId: string) {
  const lasting = { staleTime: 30_000 }
  const base = ofAccount(accountId)
  const { tags } = useTags(ref(accountId))
  const attributes = useQuery({
    ...{ queryKey: ['rule-attributes', accountId], ...lasting },
    queryFn: () => unwrap(hc<AttributeRoutes>(base).attributes.$get()),
  })
  const endpoints = useQuery({
    ...{ queryKey: ['rule-endpoints', accountId], ...lasting },
    queryFn: () => unwrap(hc<IntegrationRoutes>(base).endpoints.$get()),
  })
  return {
    tags: computed((): RuleTarget[] => tags.value?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
    attributes: computed(
      (): RuleTarget[] =>
        attributes.data.value?.attributes.map(({ key, title }) => ({ value: key, label: say(title) })) ?? [],
    ),
    endpoints: computed(
      (): RuleTarget[] => endpoints.data.value?.endpoints.map(({ id, title }) => ({ value: id, label: title })) ?? [],
    ),
  }
}
