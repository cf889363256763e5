import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import type { Review } from '../../../bot/forms/staff-contract.ts'
import type { Texts } from '../language.ts'

/** One choice for where a submission stands, for the person and for us; the API knows them as two filters. */
export const standings = {
  all: { label: { ja: 'すべての状態', en: 'Any state' }, query: {} },
  new: { label: { ja: '確認待ち', en: 'Waiting' }, query: { state: 'finished', review: 'new' } },
  checking: { label: { ja: '確認中', en: 'In review' }, query: { state: 'finished', review: 'checking' } },
  done: { label: { ja: '確認済み', en: 'Reviewed' }, query: { state: 'finished', review: 'done' } },
  returned: { label: { ja: '差し戻し', en: 'Sent back' }, query: { state: 'finished', review: 'returned' } },
  draft: { label: { ja: '途中', en: 'Partial' }, query: { state: 'draft' } },
  cancelled: { label: { ja: '中止', en: 'Stopped' }, query: { state: 'cancelled' } },
} as const satisfies Record<
  string,
  { label: Texts; query: { state?: 'finished' | 'draft' | 'cancelled'; review?: Review } }
>
export type Standing = keyof typeof standings

const first = (value: LocationQueryValue | LocationQueryValue[] | undefined) =>
  (Array.isArray(value) ? value[0] : value) ?? ''
const formKeyPattern = /^[a-z][a-z0-9_]{0,39}$/

/** The filters of the list, kept in the address: a link shows what its sender saw. */
export function useSubmissionFilters() {
  const route = useRoute()
  const router = useRouter()
  const write = (name: string, value: string) =>
    router.replace({ query: { ...route.query, [name]: value || undefined } })

  const form = computed({
    get: () => (formKeyPattern.test(first(route.query['form'])) ? first(route.query['form']) : ''),
    set: (value: string) => void write('form', value),
  })
  const standing = computed({
    get: (): Standing => (first(route.query['state']) in standings ? (first(route.query['state']) as Standing) : 'all'),
    set: (value: Standing) => void write('state', value === 'all' ? '' : value),
  })
  const q = computed({
    get: () => first(route.query['q']).trim().slice(0, 100),
    set: (value: string) => void write('q', value),
  })
  /** As the API takes them. */
  const query = computed(() => ({
    ...standings[standing.value].query,
    ...(form.value && { form: form.value }),
    ...(q.value && { q: q.value }),
  }))
  const any = computed(() => Object.keys(query.value).length > 0)
  const clear = () => router.replace({ query: {} })
  return { form, standing, q, query, any, clear }
}
