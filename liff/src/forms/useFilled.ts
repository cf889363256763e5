import { computed, type ComputedRef, watch } from 'vue'
import type { FormDefinition } from '../../../bot/forms/contract.ts'
import type { Filling } from '../../../bot/forms/fill-texts.ts'
import { fetchFigures, figures, needsFigures } from './later.ts'

/**
 * A form with its texts as this person reads them: everything that shows a text of the form shows it from here. Null while what
 * fills them is still on its way, because nobody shall read a variable, nor be led on without what is calculated.
 */
export function useFilled(
  definition: () => FormDefinition | undefined,
  filling: () => Filling,
): ComputedRef<FormDefinition | null> {
  const isNeeded = computed(() => {
    const whole = definition()
    return whole !== undefined && needsFigures(whole)
  })
  watch(isNeeded, (now) => now && void fetchFigures(), { immediate: true })
  return computed(() => {
    const whole = definition()
    if (!whole || !isNeeded.value) return whole ?? null
    return figures.value?.filledDefinition(whole, filling()) ?? null
  })
}
