import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { roles } from '../../../bot/staff/contract.ts'
import { useMe } from '../session.ts'
import { atFoot, more, places, settings, settingsGroups } from './places.ts'

/** The entries that have a page and that the person may open, for the account of the page. */
export function usePlaces() {
  const route = useRoute()
  const router = useRouter()
  const { role } = useMe()
  const base = computed(() => `/accounts/${encodeURIComponent(String(route.params['accountId']))}`)
  const hasPage = (path: string) => router.resolve(path).matched.at(-1)?.name !== 'missing'

  const main = computed(() => places.filter(({ name }) => hasPage(`${base.value}/${name}`)))
  const groups = computed(() =>
    settingsGroups
      .map((group) => ({
        ...group,
        places: group.places.filter(
          ({ name, least = 'viewer' }) =>
            hasPage(`${base.value}/settings/${name}`) && roles.indexOf(role.value ?? 'viewer') >= roles.indexOf(least),
        ),
      }))
      .filter((group) => group.places.length > 0),
  )
  return {
    base,
    main,
    foot: computed(() => [...main.value.filter(({ name }) => atFoot.has(name)), more]),
    /** What the bar at the foot has no room for. */
    rest: computed(() => [...main.value.filter(({ name }) => !atFoot.has(name)), settings]),
    groups,
  }
}
