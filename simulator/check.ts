/** The ground that the checks of LINE's objects stand on. Every check adds what is wrong to a list, as LINE's `details`. */
export interface Detail {
  message: string
  property: string
}

export type Fields = Record<string, unknown>

/** One object under check: where it is, which addresses count as safe, and the list of what is wrong. */
export interface Check {
  at: string
  /** Addresses that begin with this count as HTTPS, because the desk itself has no certificate. */
  publicUrl: string
  wrong: Detail[]
}

export const inside = (check: Check, step: string | number): Check => ({
  ...check,
  at: typeof step === 'number' ? `${check.at}[${step}]` : check.at ? `${check.at}.${step}` : step,
})

export function refuse(check: Check, message: string): void {
  check.wrong.push({ message, property: check.at })
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const segmenter = new Intl.Segmenter()

/** LINE counts what people see in labels and tapped texts, and UTF-16 code units elsewhere. */
export const graphemes = (text: string): number => Array.from(segmenter.segment(text)).length
export const units = (text: string): number => text.length

interface TextRule {
  max: number
  count?: (text: string) => number
  optional?: boolean
}

/** Whether the field holds a text within its limits. */
export function text(
  check: Check,
  fields: Fields,
  name: string,
  { max, count = units, optional = false }: TextRule,
): boolean {
  const value = fields[name]
  const here = inside(check, name)
  if (value === undefined || value === null) return optional || fail(here, 'May not be empty')
  if (typeof value !== 'string') return fail(here, 'Must be a string')
  if (value === '' && !optional) return fail(here, 'May not be empty')
  return count(value) <= max || fail(here, `Length must be between 0 and ${max}`)
}

const fail = (check: Check, message: string): false => {
  refuse(check, message)
  return false
}

export function choice(check: Check, fields: Fields, name: string, values: readonly string[], optional = true): void {
  const value = fields[name]
  if (value === undefined && optional) return
  if (typeof value !== 'string' || !values.includes(value))
    refuse(inside(check, name), `Must be one of the following values: [${values.join(', ')}]`)
}

export function number(check: Check, fields: Fields, name: string, min: number, max: number, optional = false): void {
  const value = fields[name]
  if (value === undefined && optional) return
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse(inside(check, name), 'Must be a number')
  if (value < min || value > max) refuse(inside(check, name), `Must be between ${min} and ${max}`)
}

export function flag(check: Check, fields: Fields, name: string): void {
  if (fields[name] !== undefined && typeof fields[name] !== 'boolean') refuse(inside(check, name), 'Must be a boolean')
}

/** An HTTPS address of at most 2,000 characters, percent-encoded. */
export function secureUrl(check: Check, fields: Fields, name: string, optional = false): void {
  if (!text(check, fields, name, { max: 2000, optional }) || fields[name] === undefined) return
  const value = fields[name] as string
  const safe = value.startsWith('https://') || value.startsWith(`${check.publicUrl}/`)
  if (!safe || !URL.canParse(value) || /[^\x21-\x7e]/.test(value))
    refuse(inside(check, name), 'Must be a valid HTTPS URL')
}

/** The items of a list of min to max, each with the check that stands on it; none when it is no such list. */
export function list(check: Check, fields: Fields, name: string, min: number, max: number): [Check, unknown][] {
  const value = fields[name]
  const here = inside(check, name)
  if (!Array.isArray(value)) {
    refuse(here, 'May not be empty')
    return []
  }
  if (value.length < min || value.length > max) refuse(here, `Size must be between ${min} and ${max}`)
  return value.map((item, index) => [inside(here, index), item])
}

/** The value when it is an object; else it is refused. */
export function fieldsOf(check: Check, value: unknown): Fields | null {
  if (isFields(value)) return value
  refuse(check, value === undefined || value === null ? 'May not be empty' : 'Must be an object')
  return null
}
