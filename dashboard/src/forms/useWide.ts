import { onScopeDispose, ref } from 'vue'

/** Whether the window has so much room: by default for a table beside the rail. */
export function useWide(width = '64rem') {
  const query = matchMedia(`(min-width: ${width})`)
  const wide = ref(query.matches)
  const look = () => (wide.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return wide
}
