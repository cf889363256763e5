import type { FormDefinition } from '../../forms/contract.ts'
import { answersSchema, fieldsOf } from '../v1/fields.ts'
import type { JsonSchema } from '../v1/json-schema.ts'
import { literal, membersOf, nameOf, remark } from './print.ts'
import { runtime } from './runtime.ts'

/** A published form as far as its types need it. */
export interface TypedForm {
  key: string
  version: number
  definition: FormDefinition
}

/**
 * The TypeScript program of an account's forms: the type of each form's answers, a validator, and a client that reads them. It
 * depends on nothing. A question whose key changes changes the type, so what still uses the old one does not build.
 */
export function programOf(forms: TypedForm[]): string {
  const named = withNames(forms)
  return [
    ...head,
    ...named.flatMap(formText),
    '/** Every published form by its key. */',
    'export interface Forms {',
    ...named.map(({ name, form }) => `  ${nameOf(form.key)}: ${name}`),
    '}',
    '',
    'export type FormKey = keyof Forms',
    '',
    'const schemas: Record<FormKey, Schema> = {',
    ...named.map(({ name, form }) => `  ${nameOf(form.key)}: ${lower(name)}Schema,`),
    '}',
    '',
    runtime,
  ].join('\n')
}

const head = [
  '// Written by `npm run forms:types` from the published forms. Write it again after publishing; do not change it by hand.',
  '/* eslint-disable */',
  '',
]

interface Named {
  name: string
  form: TypedForm
}

function formText({ name, form }: Named): string[] {
  const schema = answersSchema(form.definition)
  const members = membersOf(schema)
  const fields = fieldsOf(form.definition)
  return [
    `/** ${remark(form.definition.title.ja)} (\`${form.key}\`, version ${form.version}) */`,
    `export interface ${name} {`,
    ...fields.flatMap(({ question, personal, ownWords }, at) => [
      `  /** ${remark(question.title.ja)}${personal ? ' (personal:read)' : ownWords ? ' (other: personal:read)' : ''} */`,
      `  ${members[at]}`,
    ]),
    '}',
    '',
    `const ${lower(name)}Schema: Schema = ${schemaText(schema)}`,
    '',
    `/** Whether a value is what people answer to \`${form.key}\`. */`,
    `export const is${name} = (value: unknown): value is ${name} => problemsOf(${lower(name)}Schema, value).length === 0`,
    '',
    `/** @throws TypeError that says what does not fit */`,
    `export const parse${name} = (value: unknown): ${name} => parsed<${name}>(${lower(name)}Schema, value)`,
    '',
  ]
}

/** A schema as a value in a program; what is only for reading is left out. */
function schemaText(schema: JsonSchema): string {
  const { anyOf, enum: values, items, properties, required, additionalProperties, type, pattern } = schema
  const parts = [
    type && `type: ${literal(type)}`,
    anyOf && `anyOf: [${anyOf.map(schemaText).join(', ')}]`,
    schema.const !== undefined && `const: ${literal(schema.const)}`,
    values && `enum: [${values.map(literal).join(', ')}]`,
    items && `items: ${schemaText(items)}`,
    schema.minimum !== undefined && `minimum: ${schema.minimum}`,
    schema.maximum !== undefined && `maximum: ${schema.maximum}`,
    pattern && `pattern: ${literal(pattern)}`,
    schema.format && `format: ${literal(schema.format)}`,
    properties &&
      `properties: { ${Object.entries(properties)
        .map(([key, one]) => `${nameOf(key)}: ${schemaText(one)}`)
        .join(', ')} }`,
    required && `required: [${required.map(literal).join(', ')}]`,
    typeof additionalProperties === 'object' && `values: ${schemaText(additionalProperties)}`,
  ]
  return `{ ${parts.filter(Boolean).join(', ')} }`
}

/** `tea-party` is `TeaParty`; two forms whose keys differ in marks only get numbers. */
function withNames(forms: TypedForm[]): Named[] {
  const taken = new Set<string>()
  return forms.map((form) => {
    const plain = form.key.replace(/(^|[^a-z0-9]+)([a-z0-9])/g, (_all, _gap, first: string) => first.toUpperCase())
    const base = (/^\d/.test(plain) ? `Form${plain}` : plain).replace(/[^A-Za-z0-9]/g, '')
    let name = base
    for (let more = 2; taken.has(name) || own.has(name); more++) name = `${base}${more}`
    taken.add(name)
    return { name, form }
  })
}

/** Names that the rest of the program has. */
const own = new Set([
  'Forms',
  'FormKey',
  'Schema',
  'Submission',
  'Client',
  'Record',
  'Promise',
  'Error',
  'Array',
  'Object',
])

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
