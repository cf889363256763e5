import { type Component, defineComponent, h, onScopeDispose, ref, shallowRef } from 'vue'
import type { PageName } from './boot.ts'
import FormPage from './forms/FormPage.vue'
import { fetchSides } from './forms/later.ts'
import OpeningPage from './home/OpeningPage.vue'
import { persist } from './persist.ts'

const soonMs = 400

/** In a chunk of its own, which is asked for until it comes. Vue's own way to do so would cost every form more. */
function onDemand(load: () => Promise<{ default: Component }>): Component {
  const page = shallowRef<Component>()
  let isAsked = false
  return defineComponent(() => {
    const isSlow = ref(false)
    const timer = setTimeout(() => (isSlow.value = true), soonMs)
    onScopeDispose(() => clearTimeout(timer))
    if (!isAsked) void persist(load, () => {}).then((come) => (page.value = come.default))
    isAsked = true
    return () => (page.value ? h(page.value) : isSlow.value ? h(OpeningPage) : null)
  })
}

/**
 * The form and all that belongs to it is in the first chunk: its receipt must appear also when the connection is lost
 * meanwhile. Nobody who answers a form pays for the other pages, which do nothing without a connection anyhow.
 */
export const pages: Record<PageName, Component> = {
  form: FormPage,
  login: onDemand(() => import('./identity-links/LoginPage.vue')),
  me: onDemand(() => import('./customers/MePage.vue')),
  submission: onDemand(() => import('./customers/OwnSubmissionPage.vue')),
  not_found: onDemand(async () => ({ default: (await fetchSides()).NotFoundPage })),
}
