import { createApp, shallowReactive } from 'vue'
import type { Spot } from './address.ts'
import { createApi } from './api.ts'
import App from './App.vue'
import { type Boot, readBoot } from './boot.ts'
import { contextKey } from './context.ts'
import { createIdentity } from './identity.ts'
import { createSpeech, speechKey } from './language.ts'
import { createPlace } from './place.ts'
import './ui/tokens.css'
import './ui/base.css'

// The dashboard's preview of a form is this app without LINE, server and address.
if (document.getElementById('preview')) void import('./preview/preview.ts')
else open(shallowReactive(readBoot(document)))

/**
 * The seam: the page is drawn from what the server wrote into it; LINE is loaded and started after that; only then is the
 * address ours.
 */
function open(boot: Boot) {
  const identity = createIdentity(boot)
  const api = createApi(boot.accountId, identity, ({ language }) => speech.learn(language))
  const speech = createSpeech(boot.language, api)
  const place = createPlace(boot, enter)

  const app = createApp(App)
  app.provide(speechKey, speech)
  app.provide(contextKey, { boot, identity, place, api })
  app.mount('#app')

  requestAnimationFrame(() => setTimeout(() => void start()))

  async function start() {
    await identity.open()
    if (identity.line.value) speech.suggest(identity.line.value.language())
    place.attach()
  }

  /** A form that the server did not write into the page takes the place of the one that it did. */
  async function enter({ page, key }: Spot): Promise<boolean> {
    if (page !== 'form' || key === null || boot.form?.key === key) return true
    try {
      boot.form = await api.form(key)
      return true
    } catch {
      // Without the form there is nothing to show; the person stays where they are and is told.
      return false
    }
  }
}
