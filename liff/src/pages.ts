import { type Component, defineAsyncComponent } from 'vue'
import type { PageName } from './boot.ts'
import FormPage from './forms/FormPage.vue'
import NotFoundPage from './home/NotFoundPage.vue'
import OpeningPage from './home/OpeningPage.vue'
import { persist } from './persist.ts'

const soon = 400

/** In a chunk of its own, which is asked for until it comes. */
const onDemand = (load: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent({ loader: () => persist(load, () => {}), loadingComponent: OpeningPage, delay: soon })

/**
 * The form and all that belongs to it is in the first chunk: its receipt must appear also when the connection is lost
 * meanwhile. Nobody who answers a form pays for the other pages, which do nothing without a connection anyhow.
 */
export const pages: Record<PageName, Component> = {
  form: FormPage,
  login: onDemand(() => import('./identity-links/LoginPage.vue')),
  me: onDemand(() => import('./customers/MePage.vue')),
  submission: onDemand(() => import('./customers/OwnSubmissionPage.vue')),
  not_found: NotFoundPage,
}
