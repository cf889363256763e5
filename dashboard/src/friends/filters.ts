import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { friendshipWords } from './words.ts'

/** Search and filter of the list of friends, kept in the address. */
export function useFriendFilters() {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string) => (typeof route.query[name] === 'string' ? route.query[name] : '')
  const write = (name: string, value: string) =>
    void router.replace({ query: { ...route.query, [name]: value || undefined } })

  const q = computed({ get: () => read('q').trim().slice(0, 100), set: (value) => write('q', value) })
  const friendship = computed({
    get: () => (read('friendship') in friendshipWords ? read('friendship') : 'all'),
    set: (value) => write('friendship', value === 'all' ? '' : value),
  })
  const query = computed(() => ({
    ...(q.value && { q: q.value }),
    ...(friendship.value !== 'all' && { friendship: friendship.value }),
  }))
  return {
    q,
    friendship,
    query,
    any: computed(() => Object.keys(query.value).length > 0),
    clear: () => router.replace({ query: {} }),
  }
}
