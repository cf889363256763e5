import { computed, type ComputedRef } from 'vue'
import { say } from '../language.ts'
import { useColleagues } from './useColleagues.ts'
import { useForms } from './useForms.ts'
import { useRuleTargets, type RuleTarget } from './useRuleTargets.ts'

/** What rules and prefills name by ids and keys, as staff call it; what is gone by its id. */
export interface Names {
  tag: (id: string) => string
  attribute: (key: string) => string
  endpoint: (id: string) => string
  staff: (id: string) => string
  form: (key: string) => string
  question: (form: string, key: string) => string
}

/** The names of the account's things, for sentences about a form. */
export function useNames(accountId: string): ComputedRef<Names> {
  const { tags, attributes, endpoints } = useRuleTargets(accountId)
  const account = computed(() => accountId)
  const { forms } = useForms(account)
  const colleagues = useColleagues(account)
  const of = (targets: RuleTarget[]) => (value: string) => targets.find((one) => one.value === value)?.label ?? value
  return computed(() => ({
    tag: of(tags.value),
    attribute: of(attributes.value),
    endpoint: of(endpoints.value),
    staff: (id) => colleagues.value.find((one) => one.id === id)?.name ?? id,
    form: (key) => {
      const form = forms.value.find((one) => one.key === key)
      return form ? say(form.title) : key
    },
    question: (formKey, key) => {
      const question = forms.value.find((one) => one.key === formKey)?.questions.find((one) => one.key === key)
      return question ? say(question.title) : key
    },
  }))
}
