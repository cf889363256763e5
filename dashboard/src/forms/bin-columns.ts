import type { Chart } from '../../../bot/forms/summary-contract.ts'
import { figure } from '../charts/figures.ts'
import type { Column } from '../charts/shapes.ts'
import { say } from '../language.ts'

/** The columns of numbers that lie in bins: one number, or from one to another, with its unit. */
export function binColumns({ bins, whole, unit }: Extract<Chart, { type: 'number' }>): Column[] {
  const of = unit ? say(unit) : ''
  return bins.map(({ from, to }) => {
    const single = whole && to - from === 1
    const range = single ? `${figure(from)}${of}` : `${figure(from)}〜${figure(whole ? to - 1 : to)}${of}`
    return { key: String(from), label: range, tick: figure(from) }
  })
}
