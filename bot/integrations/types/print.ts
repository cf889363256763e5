import type { JsonSchema } from '../v1/json-schema.ts'

/** A JSON Schema as the TypeScript type of what fits it. */
export function typeText(schema: JsonSchema): string {
  const { anyOf, enum: values, items, properties, additionalProperties } = schema
  if (anyOf) return anyOf.map(typeText).join(' | ')
  if (schema.const !== undefined) return literal(schema.const)
  if (values) return values.map(literal).join(' | ')
  if (items) return `${bracketed(typeText(items))}[]`
  if (properties) return `{ ${membersOf(schema).join('; ')} }`
  if (typeof additionalProperties === 'object') return `Record<string, ${typeText(additionalProperties)}>`
  if (schema.type === 'integer') return 'number'
  return schema.type === undefined || schema.type === 'object' || schema.type === 'array' ? 'unknown' : schema.type
}

/** The members of an object's type, one text each. */
export const membersOf = ({ properties = {}, required = [] }: JsonSchema): string[] =>
  Object.entries(properties).map(([key, one]) => `${nameOf(key)}${required.includes(key) ? '' : '?'}: ${typeText(one)}`)

/** A name as it stands in an object. */
export const nameOf = (key: string): string => (/^[a-z_$][\w$]*$/i.test(key) ? key : literal(key))

const bracketed = (type: string) => (type.includes(' | ') ? `(${type})` : type)

/** A value as it stands in a program: whatever somebody typed, it stays a text. */
export const literal = (value: string | number | boolean): string =>
  typeof value === 'string'
    ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replace(unseen, escaped)}'`
    : String(value)

// Ends a line in a program, or turns its direction round, and nobody sees it.
const unseen = /[\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A comment's text, which cannot end the comment. */
export const remark = (text: string): string => text.replaceAll('*/', '* /').replace(/\s+/g, ' ').trim()
