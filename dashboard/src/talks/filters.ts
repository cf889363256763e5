import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { talkViews, type TalkView } from '../../../bot/talks/limits.ts'
import type { Texts } from '../language.ts'

export const viewWords: Record<TalkView, Texts> = {
  open: { ja: '未対応', en: 'Open' },
  mine: { ja: '自分の担当', en: 'Mine' },
  snoozed: { ja: '保留', en: 'Snoozed' },
  all: { ja: 'すべて', en: 'All' },
  done: { ja: '完了', en: 'Done' },
}

/** Which talks are listed, kept in the address. */
export function useTalkView() {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: (): TalkView => talkViews.find((view) => view === route.query['view']) ?? 'open',
    set: (view: TalkView) => void router.push({ query: { view: view === 'open' ? undefined : view } }),
  })
}
