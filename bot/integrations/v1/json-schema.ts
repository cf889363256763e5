/** As much of JSON Schema (2020-12) as we say anything in. */
export interface JsonSchema {
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null'
  const?: string | number | boolean
  enum?: (string | number)[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  uniqueItems?: boolean
  title?: string
  description?: string
  $ref?: string
}

export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })

/** An object that has all of these properties and no other one; those in `optional` may be missing. */
export const objectOf = (properties: Record<string, JsonSchema>, optional: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
})
