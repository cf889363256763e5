import { ref, watch } from 'vue'

/** Notes that were begun and not written yet, by where they belong; whoever leaves and comes back finds theirs. */
const begun = new Map<string, string>()

export function useUnsent(place: string) {
  const body = ref(begun.get(place) ?? '')
  watch(body, (text) => {
    if (text === '') begun.delete(place)
    else begun.set(place, text)
  })
  return body
}
