import { QueryCache, QueryClient } from '@tanstack/vue-query'
import { ApiError } from './api.ts'
import { router } from './router.ts'

const lasting = new Set(['unauthenticated', 'forbidden', 'not_found', 'invalid', 'conflict'])

/** Server state of the whole dashboard. What will not get better by itself is not asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && !(error instanceof ApiError && lasting.has(error.code)),
      staleTime: 10_000,
    },
  },
  queryCache: new QueryCache({
    onError(error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') void askToSignIn()
    },
  }),
})

/** A session that has ended leads to the sign-in page and back to where the person was. */
async function askToSignIn(): Promise<void> {
  const { path, fullPath } = router.currentRoute.value
  if (path === '/sign-in') return
  await router.push({ path: '/sign-in', query: { next: fullPath } })
}
