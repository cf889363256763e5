import { createApp, shallowReactive, shallowRef } from 'vue'
import type { Router } from 'vue-router'
import { createApi } from './api.ts'
import App from './App.vue'
import { readBoot } from './boot.ts'
import { contextKey } from './context.ts'
import { createIdentity } from './identity.ts'
import { createSpeech, speechKey } from './language.ts'
import { persist } from './persist.ts'
import { createPlace } from './place.ts'
import './ui/tokens.css'
import './ui/base.css'

// The seam: the page is drawn from what the server wrote into it; LINE is loaded and started after that; only then
// is the address ours, and the router installed.
const boot = shallowReactive(readBoot(document))
const identity = createIdentity(boot)
const api = createApi(boot.accountId, identity, ({ language }) => speech.learn(language))
const speech = createSpeech(boot.language, api)
const place = createPlace(new URL(location.href))
const router = shallowRef<Router | null>(null)

const app = createApp(App, { router })
app.provide(speechKey, speech)
app.provide(contextKey, { boot, identity, place, api })
app.mount('#app')

requestAnimationFrame(() => setTimeout(() => void start()))

async function start() {
  // Fetched beside LINE's chunk; nothing in it touches the address until the router is created.
  const routing = persist(
    () => import('./router.ts'),
    () => {},
  )
  await identity.open()
  if (identity.line.value) speech.suggest(identity.line.value.language())
  const installed = await (await routing).createLiffRouter(boot, api)
  app.use(installed)
  router.value = installed
  place.attach(installed)
}
