import { asGiven } from '../forms/kinds/plain.ts'
import type { AttributeType } from './contract.ts'
import { firstUnits } from '../forms/cut-units.ts'

/** A value as everybody reads it: a text, a choice's key, `yes` or `no`, a date as YYYY-MM-DD, a number, or several keys. */
export type AttributeValue = string | number | string[]

interface Shape {
  type: AttributeType
  options: { key: string; label: { ja: string; en?: string | undefined } }[]
}

const textMax = 500

/**
 * A value that came from anywhere as the attribute holds it, or null when it does not fit: a choice may be named by its
 * key or its label, a number may be typed.
 */
export function fitting({ type, options }: Shape, given: AttributeValue): AttributeValue | null {
  if (type === 'choices') {
    const keys = (Array.isArray(given) ? given : [String(given)]).map((one) => optionOf(options, one))
    const known = options.map(({ key }) => key).filter((key) => keys.includes(key))
    return known.length === 0 || keys.includes(null) ? null : known
  }
  const one = Array.isArray(given) ? (given.length === 1 ? given[0] : undefined) : given
  if (one === undefined) return null
  switch (type) {
    case 'number':
      return numberOf(one)
    case 'date':
      return dayOf(String(one))
    case 'yes_no':
      return one === 'yes' || one === 'no' ? one : null
    case 'choice':
      return optionOf(options, String(one))
    case 'text': {
      const text = firstUnits(asGiven(String(one)), textMax)
      return text === '' ? null : text
    }
  }
}

const optionOf = (options: Shape['options'], given: string): string | null =>
  (
    options.find(({ key }) => key === given) ??
    options.find(({ label }) => label.ja === given.trim() || label.en === given.trim())
  )?.key ?? null

function numberOf(given: string | number): number | null {
  const text = typeof given === 'string' ? given.normalize('NFKC').replaceAll(',', '').trim() : given
  const number = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : null
}

const dayMs = 24 * 60 * 60_000

/** A day of the calendar as YYYY-MM-DD; of a moment its day. */
function dayOf(given: string): string | null {
  const day = given.trim().slice(0, 10)
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time)) return null
  // A 30th of February would have become a day in March.
  return new Date(Math.floor(time / dayMs) * dayMs).toISOString().slice(0, 10) === day ? day : null
}

/** How a value is kept: each kind in a column of its own, so that conditions compare what it is. */
export interface StoredValue {
  valueText: string | null
  valueNumber: number | null
  valueTime: number | null
  valueJson: string[] | null
}

/** The columns that hold a value. */
export const stored = (type: AttributeType, value: AttributeValue): StoredValue => ({
  valueText: typeof value === 'string' ? value : null,
  valueNumber: typeof value === 'number' ? value : null,
  valueTime: type === 'date' && typeof value === 'string' ? Date.parse(`${value}T00:00:00Z`) : null,
  valueJson: Array.isArray(value) ? value : null,
})

/** The value that columns hold. */
export const valueIn = ({ valueText, valueNumber, valueJson }: Omit<StoredValue, 'valueTime'>): AttributeValue =>
  valueJson ?? valueNumber ?? valueText ?? ''
