import { createApp, type Ref, ref, shallowReactive, shallowRef, watch } from 'vue'
import { inLanguage, type Language } from '../../../bot/forms/contract.ts'
import type { Spot } from '../address.ts'
import type { Api } from '../api.ts'
import type { Boot } from '../boot.ts'
import { contextKey } from '../context.ts'
import type { Identity } from '../identity.ts'
import { speechKey } from '../language.ts'
import type { PreviewNews, PreviewOrder } from './contract.ts'
import PreviewPage from './PreviewPage.vue'

const order = shallowRef<PreviewOrder | null>(null)
const boot = shallowReactive({ accountId: '', accountName: '', form: null } as Partial<Boot> as Boot)
const language = ref<Language>('ja')

const tell = (news: PreviewNews) => parent.postMessage(news, location.origin)

addEventListener('message', ({ origin, source, data }: MessageEvent<PreviewOrder | null>) => {
  if (origin !== location.origin || source !== parent || data?.musubi !== 'preview') return
  order.value = data
  boot.accountId = data.accountId
  boot.accountName = data.accountName
  language.value = data.language
  document.documentElement.style.fontSize = data.large ? '125%' : ''
})
watch(language, (now) => (document.documentElement.lang = now), { immediate: true })

const app = createApp(PreviewPage, { order, onShown: (shown: string | null) => tell({ musubi: 'preview', shown }) })
app.provide(speechKey, {
  language,
  say: (texts) => inLanguage(texts, language.value),
  choose: (chosen) => (language.value = chosen),
  learn: () => {},
  suggest: () => {},
})
app.provide(contextKey, {
  boot,
  // Nobody is known here, and nothing is sent or left: the pages of a form's end only ask whether LINE is there.
  identity: { entrance: ref('known'), struggling: ref(false), line: shallowRef(null) } as Partial<Identity> as Identity,
  place: {
    spot: shallowRef<Spot>({ page: 'form', key: null }),
    question: ref(null) as Ref<string | null>,
    go: () => {},
    replace: () => {},
    back: () => {},
    visit: async () => false,
    attach: () => {},
  },
  api: {} as Api,
})
app.mount('#app')
tell({ musubi: 'preview', ready: true })
