import { onScopeDispose, ref } from 'vue'

/** Whether the window has room for a table beside the rail. */
export function useWide() {
  const query = matchMedia('(min-width: 64rem)')
  const wide = ref(query.matches)
  const look = () => (wide.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return wide
}
