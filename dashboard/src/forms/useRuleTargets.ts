import { useQuery } from '@tanstack/vue-query'
import { hc } from 'hono/client'
import { computed, ref } from 'vue'
import type { AttributeRoutes } from '../../../bot/attributes/routes.ts'
import type { IntegrationRoutes } from '../../../bot/integrations/routes.ts'
import type { RichMenuRoutes } from '../../../bot/rich-menus/routes.ts'
import { ofAccount, unwrap } from '../api.ts'
import { say } from '../language.ts'
import { menuName } from '../rich-menus/words.ts'
import { useTags } from '../tags/useTags.ts'

export interface RuleTarget {
  value: string
  label: string
}

/** What a rule can name: the account's own tags and fields, the menus that stand at LINE, and the systems that are told. */
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
  const menus = useQuery({
    ...{ queryKey: ['rule-menus', accountId], ...lasting },
    queryFn: () => unwrap(hc<RichMenuRoutes>(base)['rich-menus'].choices.$get()),
  })
  return {
    /** Also why LINE did not say which there are; null: it did, or is being asked. */
    menusProblem: computed(() => menus.data.value?.problem ?? (menus.isError.value ? 'no_answer' : null)),
    menus: computed((): (RuleTarget & { name: string | null })[] => [
      { value: '', label: say({ ja: 'いつものメニューに戻す', en: 'The usual menu again' }), name: null },
      ...(menus.data.value?.choices ?? []).map(({ menu, name }) => ({
        ...{ value: menu, name },
        label: say(menuName({ menu, name: name ?? undefined })),
      })),
    ]),
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
