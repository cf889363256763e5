import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { viewQuery, type ViewPage } from '../../../bot/saved-views/contract.ts'
import { savedViewsApi, unwrap } from '../api.ts'
import { useDeed } from '../ui/useDeed.ts'

const viewsOf = async (accountId: string, page: ViewPage) =>
  (await unwrap(savedViewsApi(accountId)['saved-views'].$get({ query: { page } }))).views
export type View = Awaited<ReturnType<typeof viewsOf>>[number]

/** The views of a list, which of them the address shows, and what can be done about them. */
export function useViews(accountId: Ref<string>, page: ViewPage, more: () => Record<string, string>) {
  const route = useRoute()
  const router = useRouter()
  const client = useQueryClient()
  const tell = useDeed()
  const queryKey = computed(() => ['saved-views', accountId.value, page])
  const list = useQuery({ queryKey, queryFn: () => viewsOf(accountId.value, page), staleTime: 60_000 })
  const views = computed(() => list.data.value ?? [])
  const renew = () => client.invalidateQueries({ queryKey: queryKey.value })

  /** What of the address a view keeps; it is the view's own query where it shows one. */
  const current = computed(() => viewQuery(page, route.fullPath.split('?')[1]?.split('#')[0] ?? ''))
  const shown = computed(() => views.value.find(({ query }) => query === current.value))
  /** The one from which the present filters were made, while they differ from it. */
  const base = ref<string>()
  watch(shown, (view) => view && (base.value = view.id), { immediate: true })
  watch(current, (query) => query === '' && (base.value = undefined))
  const changed = computed(() =>
    shown.value ? undefined : views.value.find(({ id, mayChange }) => mayChange && id === base.value),
  )

  /** The same with what need not stand in the address. */
  const whole = () =>
    viewQuery(
      page,
      new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(current.value)), ...more() }).toString(),
    )

  const goTo = (query: string) => router.push({ query: Object.fromEntries(new URLSearchParams(query)) })

  const api = () => savedViewsApi(accountId.value)['saved-views']
  async function save(view: { title: string; query: string; shared: boolean }) {
    await unwrap(api().$post({ json: { page, ...view } }))
    await renew()
  }
  async function change(id: string, json: { title?: string; query?: string; shared?: boolean }) {
    await unwrap(api()[':id'].$patch({ param: { id }, json }))
    await renew()
  }

  return {
    ...{ views, current, shown, changed },
    show: (view: View | null) => goTo(view?.query ?? ''),
    saveNew: (title: string, shared: boolean) =>
      tell(
        async () => {
          const query = whole()
          await save({ title, query, shared })
          await goTo(query)
        },
        {
          ja: `ビュー「${title}」を保存しました`,
          en: `Saved the view “${title}”`,
        },
      ),
    rename: (view: View, title: string, shared: boolean) =>
      tell(
        () => change(view.id, { title, shared }),
        { ja: 'ビューを変更しました', en: 'Changed the view' },
        () => change(view.id, { title: view.title, shared: view.shared }),
      ),
    overwrite: (view: View) =>
      tell(
        async () => {
          const query = whole()
          await change(view.id, { query })
          await goTo(query)
        },
        { ja: `ビュー「${view.title}」を上書きしました`, en: `“${view.title}” shows this from now on` },
        () => change(view.id, { query: view.query }),
      ),
    remove: ({ id, title, query, shared }: View) =>
      tell(
        async () => {
          await unwrap(api()[':id'].$delete({ param: { id }, json: {} }))
          await renew()
        },
        { ja: `ビュー「${title}」を消しました`, en: `Removed the view “${title}”` },
        () => save({ title, query, shared }),
      ),
  }
}
