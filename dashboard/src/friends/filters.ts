import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { changedWords, friendshipWords, linkWords } from './words.ts'

/** Whether it is written as a day is; the server knows the calendar. */
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Search and filters of the list of friends, kept in the address, so that a figure can lead to its people. */
export function useFriendFilters() {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string) => (typeof route.query[name] === 'string' ? route.query[name] : '')
  const write = (values: Record<string, string>) =>
    void router.replace({
      query: {
        ...route.query,
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value || undefined])),
      },
    })
  /** One of a few words, or `all`; what is none of them counts for nothing. */
  const oneOf = (name: string, words: Record<string, unknown>) =>
    computed({
      get: () => (Object.hasOwn(words, read(name)) ? read(name) : 'all'),
      set: (value) => write({ [name]: value === 'all' ? '' : value }),
    })
  const day = (name: string) =>
    computed({ get: () => (isDay(read(name)) ? read(name) : ''), set: (value) => write({ [name]: value }) })

  const q = computed({ get: () => read('q').trim().slice(0, 100), set: (value) => write({ q: value }) })
  const friendship = oneOf('friendship', friendshipWords)
  const link = oneOf('link', linkWords)
  const change = oneOf('change', changedWords)
  const from = day('from')
  const to = day('to')
  /** The id of a tag; the server knows which there are. */
  const tag = computed({ get: () => read('tag').slice(0, 64), set: (value) => write({ tag: value }) })
  const query = computed(() =>
    Object.fromEntries(
      Object.entries({
        ...{ q: q.value, friendship: friendship.value, link: link.value, change: change.value },
        ...{ from: from.value, to: to.value, tag: tag.value },
      }).filter(([, value]) => value !== '' && value !== 'all'),
    ),
  )
  return {
    ...{ q, friendship, link, change, from, to, tag, query },
    any: computed(() => Object.keys(query.value).length > 0),
    clear: () => router.replace({ query: {} }),
    /** The days go with the change that they are about. */
    forgetChange: () => write({ change: '', from: '', to: '' }),
  }
}
