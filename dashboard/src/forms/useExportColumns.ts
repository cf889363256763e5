import { computed, ref, watch, type Ref } from 'vue'
import { personColumns, submissionColumns } from '../../../bot/forms/export-contract.ts'
import { headerWords } from '../../../bot/forms/export-words.ts'
import { say } from '../language.ts'
import { keep, kept } from '../storage.ts'
import type { Summary } from './useSummary.ts'

export interface ColumnChoice {
  id: string
  label: string
  chosen: boolean
}

const atFirst = [
  'submission:number',
  'submission:finished_at',
  'submission:state',
  'submission:review',
  'person:display_name',
  'person:uid',
  'person:member_id',
]

/** The columns of an export in their order; what was chosen last time for a form is there again. */
export function useExportColumns(formKey: Ref<string>, summary: Ref<Summary | undefined>) {
  const questions = computed(() => summary.value?.questions ?? [])
  const columns = ref<{ id: string; chosen: boolean }[]>([])
  const withKeys = ref(kept('export keys') === 'yes')
  const store = computed(() => `export ${formKey.value}`)

  watch(
    [formKey, summary],
    () => {
      if (!summary.value) return
      const answered = [
        ...questions.value.filter(({ kind }) => kind !== 'statement').map(({ key }) => `question:${key}`),
        ...summary.value.calculations.map(({ key }) => `value:${key}`),
        ...summary.value.hidden.map(({ key }) => `hidden:${key}`),
      ]
      const all = [
        ...submissionColumns.map((name) => `submission:${name}`),
        ...personColumns.map((name) => `person:${name}`),
        ...answered,
      ]
      const last = (kept(store.value) ?? '').split(',').filter((id) => all.includes(id))
      const wanted = last.length > 0 ? last : [...atFirst, ...answered]
      columns.value = [
        ...wanted.map((id) => ({ id, chosen: true })),
        ...all.filter((id) => !wanted.includes(id)).map((id) => ({ id, chosen: false })),
      ]
    },
    { immediate: true },
  )

  const labelOf = (id: string) => {
    const [kind, name = ''] = id.split(':')
    if (kind === 'submission' || kind === 'person') return say(headerWords[name as keyof typeof headerWords])
    const { calculations = [], hidden = [] } = summary.value ?? {}
    const of = kind === 'value' ? calculations : kind === 'hidden' ? hidden : questions.value
    const found = of.find(({ key }) => key === name)
    return found ? say(found.title) : name
  }
  const choices = computed((): ColumnChoice[] => columns.value.map((one) => ({ ...one, label: labelOf(one.id) })))
  const hasOptions = (id: string) =>
    questions.value.some(({ key, chart }) => id === `question:${key}` && chart.type === 'choices')
  /** As the API takes them; with keys, those of options stand right of their labels. */
  const asked = computed(() =>
    columns.value.flatMap(({ id, chosen }) => {
      if (!chosen) return []
      return withKeys.value && hasOptions(id) ? [id, id.replace('question:', 'options:')] : [id]
    }),
  )

  function toggle(id: string) {
    columns.value = columns.value.map((one) => (one.id === id ? { ...one, chosen: !one.chosen } : one))
  }
  function move(id: string, by: -1 | 1) {
    const at = columns.value.findIndex((one) => one.id === id)
    const other = at + by
    if (at < 0 || other < 0 || other >= columns.value.length) return
    columns.value = columns.value.with(at, columns.value[other]!).with(other, columns.value[at]!)
  }
  function remember() {
    keep(store.value, columns.value.flatMap(({ id, chosen }) => (chosen ? [id] : [])).join(','))
    keep('export keys', withKeys.value ? 'yes' : 'no')
  }

  return { choices, asked, withKeys, toggle, move, remember }
}
