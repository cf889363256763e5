import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Document, Operation, Parameter, Schema } from './document.ts'
import { login } from './login.ts'
import { checksOf, type Check } from './schema.ts'

/** A request as it goes out to LINE: the full address, the headers by any case, the body as it is sent. */
export interface SentRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | Uint8Array | null | undefined
}

const folder = process.env['LINE_OPENAPI_DIR']
const isThere = folder !== undefined && existsSync(folder)

if (process.env['MUSUBI_REQUIRE_CONTRACT'] && !isThere) {
  throw new Error(
    'LINE_OPENAPI_DIR must name the folder with LINE’s OpenAPI files: the contract suite is required here',
  )
}

/** Whether LINE's OpenAPI files are at hand. Tests that call `checkLineRequest` are skipped without them. */
export const hasLineContract = isThere

/** The webhook is what LINE sends to us; its address in the file is a placeholder. */
const notOurs = new Set(['webhook.yml'])

interface Endpoint {
  method: string
  origins: string[]
  path: RegExp
  /** Places in the path that stand for anything: of two endpoints that fit, the one with fewer is meant. */
  blanks: number
  operation: Operation
  needsToken: boolean
  json: (schema: Schema) => Check
  text: (schema: Schema) => Check
}

let endpoints: Endpoint[] | undefined

/**
 * Compares a request with LINE's OpenAPI files, and requests to LINE Login with what its reference says.
 * @returns what is wrong with it, in sentences; empty when LINE's description allows it
 */
export function checkLineRequest(request: SentRequest): string[] {
  if (!folder || !isThere) throw new Error('LINE_OPENAPI_DIR is not set: guard the test with `hasLineContract`')
  endpoints ??= [...readDocuments(folder), login].flatMap(endpointsOf)
  const { origin, pathname } = new URL(request.url)
  const fitting = endpoints
    .filter(({ method, origins, path }) => method === request.method && origins.includes(origin) && path.test(pathname))
    .toSorted((a, b) => a.blanks - b.blanks)
  const meant = fitting.filter(({ blanks }) => blanks === fitting[0]?.blanks)
  if (meant.length === 0) return [`LINE has no endpoint ${request.method} ${origin}${pathname}`]
  // Channel tokens and LINE Login share addresses: the request has to be right for one of them.
  const verdicts = meant.map((endpoint) => check(endpoint, request))
  return verdicts.find((problems) => problems.length === 0) ?? verdicts.flat()
}

const readDocuments = (from: string): Document[] =>
  readdirSync(from)
    .filter((name) => name.endsWith('.yml') && !notOurs.has(name))
    .map((name) => parse(readFileSync(join(from, name), 'utf8')) as Document)

function endpointsOf(document: Document): Endpoint[] {
  const json = checksOf(document, false)
  const text = checksOf(document, true)
  return Object.entries(document.paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      origins: (operation.servers ?? document.servers).map(({ url }) => new URL(url).origin),
      path: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
      blanks: template.split('{').length - 1,
      operation,
      needsToken: (operation.security ?? document.security ?? []).some((scheme) => 'Bearer' in scheme),
      json,
      text,
    })),
  )
}

function check(endpoint: Endpoint, request: SentRequest): string[] {
  const headers = new Headers(request.headers)
  return [
    ...checkToken(endpoint, headers),
    ...checkRetryKey(endpoint, headers),
    ...checkParameters(endpoint, new URL(request.url), headers),
    ...checkBody(endpoint, headers, request.body),
  ]
}

function checkToken({ needsToken }: Endpoint, headers: Headers): string[] {
  const isBearer = /^Bearer \S+$/.test(headers.get('authorization') ?? '')
  return needsToken && !isBearer ? ['the header Authorization must be "Bearer" and a token'] : []
}

/** LINE refuses a retry key where it does not take one. */
function checkRetryKey({ operation }: Endpoint, headers: Headers): string[] {
  const isTaken = operation.parameters?.some(({ name }) => name.toLowerCase() === 'x-line-retry-key')
  return headers.has('x-line-retry-key') && !isTaken ? ['this endpoint takes no X-Line-Retry-Key'] : []
}

function checkParameters({ operation, path, text }: Endpoint, url: URL, headers: Headers): string[] {
  const parameters = operation.parameters ?? []
  const inPath = path.exec(url.pathname)?.groups ?? {}
  const valueOf = ({ in: place, name, schema }: Parameter): string | string[] | undefined => {
    if (place === 'path') return inPath[name] && decodeURIComponent(inPath[name])
    if (place === 'header') return headers.get(name) ?? undefined
    const values = url.searchParams.getAll(name)
    return schema.type === 'array' && values.length > 0 ? values : values[0]
  }
  const known = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name))
  return [
    ...[...url.searchParams.keys()]
      .filter((name) => !known.has(name))
      .map((name) => `the query has an unknown ${name}`),
    ...parameters.flatMap((parameter) => {
      const value = valueOf(parameter)
      if (value === undefined)
        return parameter.required ? [`${parameter.in} parameter ${parameter.name} is missing`] : []
      // Ajv turns text into numbers only inside of something that it may write to.
      const schema = wrapped(parameter.schema)
      return text(schema)({ value }).map((problem) => `${parameter.in} parameter ${parameter.name}: ${problem}`)
    }),
  ]
}

const wrappers = new WeakMap<Schema, Schema>()

function wrapped(schema: Schema): Schema {
  const wrapper = wrappers.get(schema) ?? { type: 'object', properties: { value: schema } }
  wrappers.set(schema, wrapper)
  return wrapper
}

function checkBody({ operation, json, text }: Endpoint, headers: Headers, body: SentRequest['body']): string[] {
  const expected = operation.requestBody
  if (!body?.length) return expected?.required ? ['the body is missing'] : []
  if (!expected) return ['this endpoint takes no body']
  const type = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const content = expected.content[type] ?? expected.content['*/*']
  if (!content) return [`the content type is "${type}", not ${Object.keys(expected.content).join(' or ')}`]
  const written = typeof body === 'string' ? body : new TextDecoder().decode(body)
  if (type === 'application/json') {
    try {
      return json(content.schema)(JSON.parse(written)).map((problem) => `body: ${problem}`)
    } catch (error) {
      return [`the body is not JSON: ${String(error)}`]
    }
  }
  if (type === 'application/x-www-form-urlencoded') {
    return text(content.schema)(Object.fromEntries(new URLSearchParams(written))).map((problem) => `body: ${problem}`)
  }
  return []
}
