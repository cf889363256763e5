import { computed, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Texts } from '../language.ts'
import { useMe } from '../session.ts'
import { keep, kept } from '../storage.ts'

/** A column of the table: what every submission has, or the answer to a question of the chosen form. */
export interface Column {
  name: string
  label: Texts
  /** The key of the question. */
  question?: string
  /** In pixels; what has none shares the room that is left. */
  width?: number
}

/** So narrow a column of answers may become before the table scrolls. */
export const answersWidth = 160

const common = [
  { name: 'form', width: 124, label: { ja: 'フォーム', en: 'Form' } },
  { name: 'answers', label: { ja: '回答', en: 'Answers' } },
  { name: 'number', width: 84, label: { ja: '受付番号', en: 'Receipt' } },
  { name: 'way', width: 96, label: { ja: '回答方法', en: 'Way' } },
  { name: 'assignee', width: 108, label: { ja: '担当', en: 'Assignee' } },
  { name: 'state', width: 168, label: { ja: '状態', en: 'State' } },
  { name: 'time', width: 104, label: { ja: '日時', en: 'Time' } },
] satisfies Column[]

/** What the API gives of one table. */
const questionsMax = 12
const usual = ['state', 'answers', 'form', 'assignee', 'time', 'number', 'way']

/**
 * Which columns the table shows and in which order: as the address says where a saved view was opened, else as they were kept in this browser,
 * for each person and form.
 */
export function useColumns(
  form: Ref<string>,
  forms: Ref<{ key: string; questions: { key: string; title: Texts }[] }[]>,
) {
  const { me } = useMe()
  const storeName = computed(() => `columns.${me.value?.id ?? ''}.${form.value || '*'}`)
  const route = useRoute()
  const router = useRouter()
  const own = ref<string[]>([])
  const split = (text: string) => text.split(' ').filter(Boolean)
  watch(storeName, (name) => (own.value = split(kept(name) ?? usual.join(' '))), { immediate: true })
  const told = computed(() => {
    const { columns } = route.query
    return typeof columns === 'string' ? split(columns) : null
  })
  const names = computed(() => told.value ?? own.value)

  const possible = computed((): Column[] => [
    ...common.filter(({ name }) => name !== 'form' || form.value === ''),
    ...(forms.value.find(({ key }) => key === form.value)?.questions ?? []).map(({ key, title }) => ({
      name: `q.${key}`,
      label: title,
      question: key,
    })),
  ])
  const shown = computed(() => names.value.flatMap((name) => possible.value.filter((column) => column.name === name)))
  const questions = computed(() => shown.value.flatMap(({ question }) => question ?? []).slice(0, questionsMax))

  function choose(chosen: string[]) {
    if (told.value) return void router.replace({ query: { ...route.query, columns: chosen.join(' ') } })
    own.value = chosen
    keep(storeName.value, chosen.join(' '))
  }
  const toggle = (name: string) =>
    choose(names.value.includes(name) ? names.value.filter((one) => one !== name) : [...names.value, name])
  /** Moves a column one place towards the beginning or the end. */
  function move(name: string, by: -1 | 1) {
    const order = shown.value.map((column) => column.name)
    const at = order.indexOf(name)
    const other = order[at + by]
    if (other === undefined) return
    order[at + by] = name
    order[at] = other
    choose(order)
  }
  const isFull = computed(() => questions.value.length >= questionsMax)
  return { possible, shown, questions, toggle, move, isFull, reset: () => choose(usual) }
}
