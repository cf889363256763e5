import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** What a text of the address means to a filter; empty: it counts for nothing. */
type Reading = (text: string) => string

export const upTo =
  (length: number): Reading =>
  (text) =>
    text.trim().slice(0, length)
export const oneOf =
  (words: Record<string, unknown>): Reading =>
  (text) =>
    Object.hasOwn(words, text) ? text : ''
/** Whether it is written as a day is; the server knows the calendar. */
export const day: Reading = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '')

/** The filters of an address as the API takes them. */
export const narrowingIn = (
  readings: Record<string, Reading>,
  read: (name: string) => string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(readings).flatMap(([name, reading]) => {
      const value = reading(read(name))
      return value ? [[name, value]] : []
    }),
  )

/** The search and the filters of a list, kept in the address, so that a figure can lead to its people. */
export function useAddressFilters<Name extends string>(readings: Record<Name, Reading>) {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string) => {
    const text = route.query[name]
    return typeof text === 'string' ? text : ''
  }
  const write = (values: { [one in Name]?: string }) =>
    void router.replace({
      query: {
        ...route.query,
        ...Object.fromEntries(
          Object.entries<string | undefined>(values).map(([name, value]) => [name, value || undefined]),
        ),
      },
    })
  const field = (name: Name) =>
    computed({
      get: () => readings[name](read(name)),
      set: (value: string) => write({ [name]: value } as { [one in Name]?: string }),
    })
  const query = computed(() => narrowingIn(readings, read))
  return {
    ...{ field, query, write },
    any: computed(() => Object.keys(query.value).length > 0),
    clear: () => router.replace({ query: {} }),
  }
}

/** A filter as a menu has it, where nothing chosen is an item, too. */
export const orAll = (field: WritableComputedRef<string>) =>
  computed({ get: () => field.value || 'all', set: (value) => void (field.value = value === 'all' ? '' : value) })
