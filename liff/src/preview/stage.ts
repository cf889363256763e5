import { type Component, createApp, type Ref, ref, shallowReactive, shallowRef, watch } from 'vue'
import { inLanguage, type Language } from '../../../bot/forms/contract.ts'
import type { Spot } from '../address.ts'
import type { Api } from '../api.ts'
import type { Boot } from '../boot.ts'
import { contextKey } from '../context.ts'
import { filePostKey } from '../forms/files.ts'
import type { Identity } from '../identity.ts'
import { speechKey } from '../language.ts'
import type { PreviewOrder } from './contract.ts'
import { samplePost } from './sample-post.ts'

/** What a preview is drawn on: the mini-app's own pages, with nobody in front of them and nothing behind. */
export interface Stage {
  order: Ref<PreviewOrder | null>
  show: (order: PreviewOrder) => void
  mount: (page: Component, props: Record<string, unknown>) => void
}

export function createStage(): Stage {
  const order = shallowRef<PreviewOrder | null>(null)
  const boot = shallowReactive({ accountId: '', accountName: '', form: null } as Partial<Boot> as Boot)
  const language = ref<Language>('ja')
  let asked: Language | null = null
  watch(language, (now) => (document.documentElement.lang = now), { immediate: true })

  function show(next: PreviewOrder) {
    order.value = next
    boot.accountId = next.accountId
    boot.accountName = next.accountName
    // A choice that was made on the page stays until something else is asked for.
    if (next.language !== asked) language.value = asked = next.language
    document.documentElement.style.fontSize = next.large ? '125%' : ''
  }

  function mount(page: Component, props: Record<string, unknown>) {
    const app = createApp(page, props)
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
      identity: {
        entrance: ref('known'),
        struggling: ref(false),
        line: shallowRef(null),
      } as Partial<Identity> as Identity,
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
    app.provide(filePostKey, samplePost)
    app.mount('#app')
  }
  return { order, show, mount }
}
