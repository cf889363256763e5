import { computed, ref, watchEffect } from 'vue'
import { keep, kept } from './storage.ts'

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

const chosen = kept('appearance')
export const appearance = ref<Appearance>(appearances.find((one) => one === chosen) ?? 'system')

const system = matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = ref(system.matches)
system.addEventListener('change', ({ matches }) => (systemIsDark.value = matches))

/** How it looks in the end. */
export const isDark = computed(() => (appearance.value === 'system' ? systemIsDark.value : appearance.value === 'dark'))

watchEffect(() => {
  document.documentElement.classList.toggle('dark', isDark.value)
})

export function appear(as: Appearance): void {
  appearance.value = as
  keep('appearance', as)
}
