import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js'
import type { Document, Schema } from './document.ts'

/** Says what is wrong with a value: one sentence for each problem, none when it is valid. */
export type Check = (value: unknown) => string[]

/**
 * Turns the schemas of one OpenAPI document into checks.
 *
 * LINE describes a union as a base schema with a discriminator, and each member as `allOf` the base and more. Read as
 * JSON Schema this would never check a member's own properties, so each schema is written twice: *open* for use inside
 * `allOf`, and *closed* for all else, where the discriminator leads to the member and properties nobody knows are refused.
 * LINE itself may ignore such a property, but then it was misspelt or has no effect.
 * @param fromText the values come from a form or an address, where numbers and booleans are written as text
 */
export function checksOf(document: Document, fromText: boolean): (schema: Schema) => Check {
  const ajv = new Ajv2019({ strict: false, allErrors: true, coerceTypes: fromText && 'array', formats })
  const definitions: Record<string, object> = {}
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    definitions[name] = translate(schema, 'closed')
    definitions[`${name}-open`] = translate(schema, 'open')
  }
  const compiled = new Map<Schema, ValidateFunction>()
  return (schema) => (value) => {
    let validate = compiled.get(schema)
    if (!validate) compiled.set(schema, (validate = ajv.compile({ ...translate(schema, 'closed'), definitions })))
    return validate(value) ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(sentence)
  }
}

const formats = {
  uri: (value: string) => URL.canParse(value),
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'date-time': (value: string) => !Number.isNaN(Date.parse(value)),
}

/** Keywords that mean the same in OpenAPI 3.0 and in JSON Schema and hold no schemas. */
const plainKeywords = [
  'type',
  'enum',
  'pattern',
  'required',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
]

function translate(schema: Schema, as: 'closed' | 'open'): Record<string, unknown> {
  if (schema.$ref) return { $ref: referenceTo(schema.$ref, as) }
  if (as === 'closed' && schema.discriminator?.mapping) return dispatch(schema, schema.discriminator)
  const result: Record<string, unknown> = {}
  for (const keyword of plainKeywords) if (keyword in schema) result[keyword] = schema[keyword]
  if (schema.format && schema.format in formats) result['format'] = schema.format
  if (schema.properties) result['properties'] = mapValues(schema.properties, (each) => translate(each, 'closed'))
  if (schema.items) result['items'] = translate(schema.items, 'closed')
  if (schema.allOf) result['allOf'] = schema.allOf.map((each) => translate(each, 'open'))
  if (schema.oneOf) result['oneOf'] = schema.oneOf.map((each) => translate(each, 'closed'))
  if (schema.anyOf) result['anyOf'] = schema.anyOf.map((each) => translate(each, 'closed'))
  if (schema.additionalProperties !== undefined) {
    result['additionalProperties'] =
      typeof schema.additionalProperties === 'boolean'
        ? schema.additionalProperties
        : translate(schema.additionalProperties, 'closed')
  } else if (as === 'closed' && (schema.properties || schema.allOf)) {
    result['unevaluatedProperties'] = false
  }
  return schema.nullable ? { anyOf: [{ type: 'null' }, result] } : result
}

/** The base schema, and for each value of the discriminating property the member that it names. */
function dispatch(base: Schema, { propertyName, mapping = {} }: NonNullable<Schema['discriminator']>) {
  return {
    allOf: [
      translate(base, 'open'),
      { required: [propertyName], properties: { [propertyName]: { enum: Object.keys(mapping) } } },
      ...Object.entries(mapping).map(([value, member]) => ({
        if: { required: [propertyName], properties: { [propertyName]: { const: value } } },
        // oxlint-disable-next-line unicorn/no-thenable -- this is JSON Schema's keyword, and nobody awaits it
        then: { $ref: referenceTo(member, 'closed') },
      })),
    ],
  }
}

const referenceTo = (reference: string, as: 'closed' | 'open') =>
  `#/definitions/${reference.slice(reference.lastIndexOf('/') + 1)}${as === 'open' ? '-open' : ''}`

const mapValues = <From, To>(record: Record<string, From>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))

function sentence({
  instancePath,
  message,
  params,
}: {
  instancePath: string
  message?: string
  params: object
}): string {
  const values = Object.values(params).flat()
  return `${instancePath || 'the value'} ${message ?? 'is wrong'}${values.length > 0 ? ` (${values.join(', ')})` : ''}`
}
