import { ref } from 'vue'
import type { Trial } from '../../../bot/forms/trials.ts'
import type { BootTrial } from '../../../bot/http/liff-page.ts'
import { createStage } from './stage.ts'
import TrialPage from './TrialPage.vue'

/** What was changed at the desk is on the phone so soon. */
const pauseMs = 3_000

/** A draft on the phone of whoever writes it, which follows what is written; answers live in this page and end with it. */
export function openTrial({ accountId, accountName, pass, ...first }: BootTrial): void {
  const { order, show, mount } = createStage()
  const over = ref(false)
  const round = ref(0)
  const language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ja'
  let shown: Trial = first

  const draw = () =>
    show({
      ...{ musubi: 'preview', definition: shown.definition, language, accountId, accountName },
      ...{ question: null, round: round.value, large: false },
    })

  async function look() {
    if (document.visibilityState === 'visible') {
      const asked = `/liff/api/${encodeURIComponent(accountId)}/trials/${pass}?seen=${shown.stamp}`
      // Without a connection what is there stays; it is asked again.
      const answer = await fetch(asked).catch(() => null)
      if (answer?.status === 404) return void (over.value = true)
      const { trial } = answer?.ok ? ((await answer.json()) as { trial: Trial | null }) : { trial: null }
      if (trial) {
        shown = trial
        draw()
      }
    }
    setTimeout(() => void look(), pauseMs)
  }

  draw()
  mount(TrialPage, {
    ...{ order, over },
    onAnew: () => {
      round.value++
      draw()
    },
  })
  setTimeout(() => void look(), pauseMs)
}
