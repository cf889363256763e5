import { language, say } from '../language.ts'

/** `1,204` */
export const figure = (value: number): string => value.toLocaleString('en-US')

/** `12.4%`; a dash where there is nothing to divide by. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`

/** For an axis: 「12万」 in Japanese, `120k` in English. */
export function roughly(value: number): string {
  const size = Math.abs(value)
  if (language.value === 'ja') return size >= 10_000 ? `${figure(round(value / 10_000))}万` : figure(value)
  if (size >= 1_000_000) return `${figure(round(value / 1_000_000))}M`
  return size >= 10_000 ? `${figure(round(value / 1_000))}k` : figure(value)
}

const round = (value: number) => Math.round(value * 10) / 10

/** People with their unit: 「1,204人」. */
export const people = (value: number): string => say({ ja: `${figure(value)}人`, en: figure(value) })
/** Things with their unit: 「1,204件」. */
export const things = (value: number): string => say({ ja: `${figure(value)}件`, en: figure(value) })
