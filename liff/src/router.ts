import { createRouter, createWebHistory, START_LOCATION, type Router } from 'vue-router'
import type { Api } from './api.ts'
import type { Boot } from './boot.ts'
import { pages } from './pages.ts'

/**
 * Its creation writes into the history, so this chunk is loaded and called only after LINE's start is over.
 * @param boot reactive: a form that the server did not write into the page takes the place of the one that it did
 * @returns the router, standing at the present address
 */
export async function createLiffRouter(boot: Boot, api: Api): Promise<Router> {
  const base = `/liff/${boot.accountId}`
  const router = createRouter({
    history: createWebHistory(base),
    routes: [
      { path: '/me', alias: '/', name: 'me', component: pages.me },
      { path: '/me/submissions/:id', name: 'submission', component: pages.submission },
      { path: '/login', name: 'login', component: pages.login },
      { path: '/forms/:key', name: 'form', component: pages.form },
      { path: '/:rest(.*)*', name: 'not_found', component: pages.not_found },
    ],
  })
  router.beforeEach(async (to, from) => {
    const key = to.name === 'form' ? String(to.params['key']) : undefined
    if (key === undefined || from === START_LOCATION || boot.form?.key === key) return true
    try {
      boot.form = await api.form(key)
      return true
    } catch {
      // Without the form there is nothing to show; the person stays where they are and is told.
      return false
    }
  })
  await router.replace(location.pathname.slice(base.length) + location.search + location.hash)
  return router
}
