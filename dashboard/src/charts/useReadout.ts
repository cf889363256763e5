import { computed, ref, type Ref } from 'vue'
import type { Column, Series } from './shapes.ts'

/** Which column is looked at, what the readout then says, and what each column says in one sentence. */
export function useReadout(
  columns: Ref<Column[]>,
  series: Ref<Series[]>,
  { format, rest }: { format: (value: number) => string; rest: () => { at: string; values: (number | null)[] } },
) {
  const chosen = ref<number | null>(null)
  const told = (value: number | null | undefined) => (value === null || value === undefined ? '—' : format(value))
  const entries = computed(() => {
    const resting = chosen.value === null ? rest().values : null
    return series.value.map(({ key, label, tone, values }, index) => ({
      ...{ key, label, tone },
      value: told(resting ? resting[index] : values[chosen.value!]),
    }))
  })
  const at = computed(() => (chosen.value === null ? rest().at : (columns.value[chosen.value]?.label ?? '')))
  const textOf = (index: number) =>
    [columns.value[index]?.label, ...series.value.map(({ label, values }) => `${label} ${told(values[index])}`)].join(
      ' ',
    )
  const rows = computed(() =>
    columns.value.map(({ key, label }, index) => ({
      key,
      cells: [label, ...series.value.map(({ values }) => told(values[index]))],
    })),
  )
  return { chosen, at, entries, textOf, rows }
}
