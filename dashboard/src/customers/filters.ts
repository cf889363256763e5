import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Texts } from '../language.ts'

export const friendWords: Record<'with' | 'without', Texts> = {
  with: { ja: '友だちとつながっている', en: 'With a friend' },
  without: { ja: '友だちとつながっていない', en: 'Without a friend' },
}
export const conflictWords: Record<'open', Texts> = { open: { ja: '競合の判断待ち', en: 'A conflict to decide' } }

/** Search and filters of the list of members, kept in the address. */
export function useCustomerFilters() {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string) => (typeof route.query[name] === 'string' ? route.query[name] : '')
  const write = (name: string, value: string) =>
    void router.replace({ query: { ...route.query, [name]: value || undefined } })
  const oneOf = (name: string, words: Record<string, unknown>) =>
    computed({
      get: () => (Object.hasOwn(words, read(name)) ? read(name) : 'all'),
      set: (value) => write(name, value === 'all' ? '' : value),
    })

  const q = computed({ get: () => read('q').trim().slice(0, 100), set: (value) => write('q', value) })
  const friend = oneOf('friend', friendWords)
  const conflict = oneOf('conflict', conflictWords)
  const query = computed(() =>
    Object.fromEntries(
      Object.entries({ q: q.value, friend: friend.value, conflict: conflict.value }).filter(
        ([, value]) => value !== '' && value !== 'all',
      ),
    ),
  )
  return {
    ...{ q, friend, conflict, query },
    any: computed(() => Object.keys(query.value).length > 0),
    clear: () => router.replace({ query: {} }),
  }
}
