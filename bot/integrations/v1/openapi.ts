import type * as v from 'valibot'
import { webhookEvents } from '../contract.ts'
import { v1FormDetail, v1FormList, v1Problem, v1Query, v1Submission, v1SubmissionList } from './contract.ts'
import { objectOf, type JsonSchema } from './json-schema.ts'
import { schemaOf } from './schema-of.ts'

/** One way to ask, as both the document and the page for people tell it. */
export interface Operation {
  id: string
  path: string
  scope: string
  summary: { ja: string; en: string }
  query?: v.ObjectSchema<v.ObjectEntries, undefined>
  answer: string
}

export const operations: Operation[] = [
  {
    ...{ id: 'listForms', path: '/v1/forms', scope: 'forms:read', answer: 'FormList' },
    summary: { ja: 'フォームの一覧', en: 'All forms' },
  },
  {
    ...{ id: 'getForm', path: '/v1/forms/{key}', scope: 'forms:read', answer: 'FormDetail' },
    summary: { ja: '1つのフォームと、その回答の型', en: 'One form, with the types of its answers' },
  },
  {
    ...{ id: 'listSubmissions', path: '/v1/submissions', scope: 'submissions:read', answer: 'SubmissionList' },
    summary: { ja: '回答の一覧（変わった順）', en: 'Submissions in the order of their last change' },
    query: v1Query as unknown as v.ObjectSchema<v.ObjectEntries, undefined>,
  },
  {
    ...{ id: 'getSubmission', path: '/v1/submissions/{id}', scope: 'submissions:read', answer: 'Submission' },
    summary: { ja: '1件の回答', en: 'One submission' },
  },
]

export const components: Record<string, v.GenericSchema> = {
  FormList: v1FormList,
  FormDetail: v1FormDetail,
  Submission: v1Submission,
  SubmissionList: v1SubmissionList,
  Problem: v1Problem,
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})

/** The whole of `/v1` as OpenAPI 3.1, made of the contracts that it is checked by. */
export function openApi(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Musubi',
      version: '1',
      description:
        'Reads forms and what people answered. Answers have the types that `answers_schema` of their form says; those that name a person take the scope `personal:read`.',
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    paths: Object.fromEntries(operations.map((one) => [one.path, { get: operationOf(one) }])),
    webhooks: Object.fromEntries(webhookEvents.map((event) => [event, { post: webhookOf(event) }])),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: `msb_…`' } },
      schemas: {
        ...Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, schemaOf(schema)])),
        WebhookBody: webhookBody,
      },
    },
  }
}

function operationOf({ id, path, scope, summary, query, answer }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }))
  const inQuery = Object.entries(query?.entries ?? {}).map(([name, schema]) => {
    const { description, ...type } = schemaOf(schema as v.GenericSchema)
    return { name, in: 'query', required: false, schema: type, ...(description && { description }) }
  })
  return {
    operationId: id,
    summary: summary.en,
    description: `Scope: \`${scope}\``,
    parameters: [...inPath, ...inQuery],
    responses: {
      200: { description: 'As asked', content: { 'application/json': { schema: ref(answer) } } },
      400: problem('It does not fit, or a key stands in the address'),
      401: problem('No key, or one that is not good any more'),
      403: problem('The key lacks a scope, or comes from another network'),
      404: problem('There is no such thing in the account of the key'),
      429: problem('Too many requests; `Retry-After` says how long to wait'),
    },
  }
}

/** What is told to an endpoint. Of somebody who was erased the id of the submission is all there is. */
const webhookBody: JsonSchema = objectOf({
  type: { type: 'string', enum: [...webhookEvents, 'endpoint.test'] },
  timestamp: { type: 'string', format: 'date-time', description: 'When it happened' },
  rule: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'The rule of the form that asked for the call' },
  data: {
    anyOf: [
      ref('Submission'),
      objectOf({ id: { type: 'string' } }),
      { ...objectOf({}), description: 'Of a trial: nothing' },
    ],
  },
})

const webhookOf = (event: string) => ({
  operationId: `on_${event.replace('.', '_')}`,
  summary: event,
  description: 'Signed as Standard Webhooks says. Any answer but 2xx is tried again, eight times over 27.6 hours.',
  security: [],
  requestBody: { required: true, content: { 'application/json': { schema: ref('WebhookBody') } } },
  responses: { 204: { description: 'Taken' }, 410: { description: 'Never call again' } },
})
