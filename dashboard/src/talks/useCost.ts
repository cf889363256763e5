import { computed, onScopeDispose, ref } from 'vue'
import type { Texts } from '../language.ts'
import { leftOf } from './quota-words.ts'
import { useQuota, type Talk } from './useTalk.ts'
import { refusalWords } from './words.ts'

export interface Cost {
  free: boolean
  icon: string
  label: Texts
  /** How much is left for the time being. */
  more: Texts | null
  warn: boolean
}

/** What an answer costs at this second: nothing while a reply token lives, else one message of the month. */
export function useCost(accountId: string, talk: () => Talk, ahead: () => number) {
  const quota = useQuota(accountId)
  const tick = ref(Date.now())
  const timer = window.setInterval(() => (tick.value = Date.now()), 500)
  onScopeDispose(() => clearInterval(timer))

  const seconds = computed(() => {
    const { replyUntil } = talk()
    return replyUntil === null ? 0 : Math.max(0, Math.ceil((replyUntil - tick.value - ahead()) / 1000))
  })
  const by = computed((): 'reply' | 'push' => (seconds.value > 0 ? 'reply' : 'push'))
  const cost = computed((): Cost =>
    by.value === 'reply'
      ? {
          ...{ free: true, icon: 'i-lucide-timer', warn: false, more: null },
          label: { ja: `無料の返信（あと${seconds.value}秒）`, en: `Free reply (${seconds.value} s left)` },
        }
      : {
          ...{ free: false, icon: 'i-lucide-send' },
          label: { ja: 'プッシュ 1通', en: 'Push, 1 message' },
          ...leftOf(quota.value),
        },
  )
  const refusal = computed((): Texts | null => {
    const reason = by.value === 'push' ? talk().pushRefusal : null
    return reason === null ? null : (refusalWords[reason] ?? null)
  })
  return { by, cost, refusal }
}
