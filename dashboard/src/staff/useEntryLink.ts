import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ApiError } from '../api.ts'

/**
 * A page that somebody comes to by a link with a token: what the link is for, and how they go in by it.
 * @param path of the page, as the address reads from then on
 */
export function useEntryLink<T>(path: string, read: (token: string) => Promise<T>) {
  const router = useRouter()
  const client = useQueryClient()
  // Behind the hash of the address: the token is sent to no server, and leaves the bar at once.
  const token = useRoute().hash.slice(1)
  if (token) history.replaceState(history.state, '', path)
  const query = useQuery({ queryKey: ['entry-link', path, token], queryFn: () => read(token), retry: false })
  const busy = ref(false)
  const problem = ref<unknown>()
  const isDead = computed(
    () => isOneOf(query.error.value, ['not_found', 'invalid']) || isOneOf(problem.value, ['not_found']),
  )

  async function enter(request: (token: string) => Promise<unknown>) {
    busy.value = true
    problem.value = undefined
    try {
      await request(token)
      client.clear()
      await router.replace('/')
    } catch (failed) {
      problem.value = failed
    } finally {
      busy.value = false
    }
  }
  return { data: query.data, error: query.error, isPending: query.isPending, isDead, busy, problem, enter }
}

const isOneOf = (error: unknown, codes: string[]) => error instanceof ApiError && codes.includes(error.code)
