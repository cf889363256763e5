import type { RouteLocationRaw } from 'vue-router'

/** Where the people behind a figure are: the lists with their filter in the address. */
export function pathsOf(accountId: string) {
  const base = `/accounts/${encodeURIComponent(accountId)}`
  const at = (path: string, query: Record<string, string> = {}): RouteLocationRaw => ({
    path: `${base}/${path}`,
    query,
  })
  return {
    friends: (query?: Record<string, string>) => at('friends', query),
    changed: (change: 'followed' | 'blocked' | 'returned', from: string, to = from) =>
      at('friends', { change, from, to }),
    submissions: (query: Record<string, string> = {}) => at('submissions', { state: 'finished', ...query }),
    talks: at('talks', { state: 'open' }),
    conflicts: at('settings/members'),
    health: at('settings/health'),
    settings: at('settings'),
  }
}
export type Paths = ReturnType<typeof pathsOf>
