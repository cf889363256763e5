import * as v from 'valibot'
import { nullable, objectOf, type JsonSchema } from './json-schema.ts'

/** A valibot schema as far as our contracts of `/v1` are made of them. */
interface Shape {
  type: string
  entries?: Record<string, v.GenericSchema>
  wrapped?: v.GenericSchema
  item?: v.GenericSchema
  value?: v.GenericSchema
  options?: (string | number)[]
  literal?: string
  pipe?: { kind: string; type: string; description?: string; requirement?: unknown }[]
}

/**
 * The JSON Schema of what one of our contracts takes or gives, so that the document cannot say anything else than the code.
 * @throws for a kind of schema that no contract of `/v1` has had yet
 */
export function schemaOf(schema: v.GenericSchema): JsonSchema {
  const shape = schema as unknown as Shape
  return { ...plain(shape), ...restrictions(shape) }
}

function plain(shape: Shape): JsonSchema {
  const { entries = {}, wrapped, item, value, options = [] } = shape
  switch (shape.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: shape.type }
    case 'picklist':
      return { type: 'string', enum: options }
    case 'array':
      return { type: 'array', items: schemaOf(item!) }
    case 'record':
      return { type: 'object', additionalProperties: schemaOf(value!) }
    case 'unknown':
      return {}
    case 'optional':
      return schemaOf(wrapped!)
    case 'nullable':
      return nullable(schemaOf(wrapped!))
    case 'object':
    case 'strict_object':
      return objectOf(
        Object.fromEntries(Object.entries(entries).map(([key, one]) => [key, schemaOf(one)])),
        Object.keys(entries).filter((key) => isOptional(entries[key]!)),
      )
    default:
      throw new Error(`No JSON Schema is known for a schema of type ${shape.type}`)
  }
}

const isOptional = (schema: v.GenericSchema) => (schema as unknown as Shape).type === 'optional'

/** What a pipe adds: words, and the few checks that a schema can say. */
function restrictions({ pipe = [] }: Shape): JsonSchema {
  const found: JsonSchema = {}
  for (const { type, description, requirement } of pipe) {
    if (type === 'description' && description !== undefined) found.description = description
    if (type === 'integer') found.type = 'integer'
    if (type === 'iso_timestamp') found.format = 'date-time'
    if (type === 'regex' && requirement instanceof RegExp) found.pattern = requirement.source
  }
  return found
}
