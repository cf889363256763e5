import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { talkViews, type TalkView } from '../../../bot/talks/limits.ts'
import type { Texts } from '../language.ts'
import { orAll } from '../ui/address-filters.ts'

export const viewWords: Record<TalkView, Texts> = {
  open: { ja: '未対応', en: 'Open' },
  mine: { ja: '自分の担当', en: 'Mine' },
  snoozed: { ja: '保留', en: 'Snoozed' },
  all: { ja: 'すべて', en: 'All' },
  done: { ja: '完了', en: 'Done' },
}

/** They are counted up to a thousand. */
export const countWords = (count: number) => (count >= 1000 ? '1000+' : String(count))

const viewOf = (text: unknown): TalkView => talkViews.find((view) => view === text) ?? 'open'

/** What an address or a saved view lists, as the API takes it. */
export const talksIn = (read: (name: string) => string) => ({
  view: viewOf(read('view')),
  ...(read('assignee') && { assignee: read('assignee').slice(0, 100) }),
})
export type TalksListed = ReturnType<typeof talksIn>

/** Which talks are listed, kept in the address. Another view is looked at whole. */
export function useTalkFilters() {
  const route = useRoute()
  const router = useRouter()
  const read = (name: string) => (typeof route.query[name] === 'string' ? route.query[name] : '')
  const listed = computed((): TalksListed => talksIn(read))
  return {
    listed,
    view: computed({
      get: () => listed.value.view,
      set: (view: TalkView) => void router.push({ query: { view: view === 'open' ? undefined : view } }),
    }),
    assignee: orAll(
      computed({
        get: () => listed.value.assignee ?? '',
        set: (assignee: string) => void router.push({ query: { ...route.query, assignee: assignee || undefined } }),
      }),
    ),
  }
}
