import { computed, ref } from 'vue'
import { useMe } from '../session.ts'
import { keep, kept } from '../storage.ts'

export type Density = 'comfortable' | 'compact'

/** How close the rows of tables stand, kept in this browser for each person. */
export function useDensity() {
  const { me } = useMe()
  const name = () => `density.${me.value?.id ?? ''}`
  const chosen = ref<Density>(kept(name()) === 'compact' ? 'compact' : 'comfortable')
  return computed({
    get: () => chosen.value,
    set: (density: Density) => {
      chosen.value = density
      keep(name(), density)
    },
  })
}
