import { createRouter, createWebHistory, type Router } from 'vue-router'
import type { Boot } from './boot.ts'
import { pages } from './pages.ts'

/**
 * Its creation writes into the history, so this chunk is loaded and called only after LINE's start is over.
 * @returns the router, standing at the present address
 */
export async function createLiffRouter({ accountId }: Boot): Promise<Router> {
  const router = createRouter({
    history: createWebHistory(`/liff/${accountId}`),
    routes: [
      { path: '/', name: 'home', component: pages.home },
      { path: '/forms/:key', name: 'form', component: pages.form },
      { path: '/:rest(.*)*', name: 'not_found', component: pages.not_found },
    ],
  })
  await router.replace(location.pathname.slice(`/liff/${accountId}`.length) + location.search + location.hash)
  return router
}
