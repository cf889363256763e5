import { onScopeDispose, readonly, type Ref, ref } from 'vue'

/** The present time in milliseconds UTC, anew every second while the part that asks for it is on the screen. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 1_000)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
