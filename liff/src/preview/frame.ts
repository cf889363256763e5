import type { PreviewNews, PreviewOrder } from './contract.ts'
import PreviewPage from './PreviewPage.vue'
import { createStage } from './stage.ts'

const tell = (news: PreviewNews) => parent.postMessage(news, location.origin)

/** In the frame beside the editor: what is shown is what the dashboard says, as often as something changes. */
export function openFrame(): void {
  const { order, show, mount } = createStage()
  addEventListener('message', ({ origin, source, data }: MessageEvent<PreviewOrder | null>) => {
    if (origin !== location.origin || source !== parent || data?.musubi !== 'preview') return
    show(data)
  })
  mount(PreviewPage, { order, onShown: (shown: string | null) => tell({ musubi: 'preview', shown }) })
  tell({ musubi: 'preview', ready: true })
}
