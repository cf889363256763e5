import * as v from 'valibot'
import type { GenericSchema } from 'valibot'
import { staffApi } from '../../bot/http/staff-api.ts'
import type { Deps } from '../../bot/deps.ts'

/** A route of the staff API, as the route table has it, with what it takes. */
export interface Route {
  method: string
  path: string
  json: GenericSchema | undefined
  query: GenericSchema | undefined
  param: GenericSchema | undefined
}

interface Checks {
  checks?: { target: 'json' | 'query' | 'param'; schema: GenericSchema }
}

/** Every route of the staff API, read from its table: a new one cannot be forgotten by a test that goes through them. */
export function routesOf(deps: Deps): Route[] {
  const routes = new Map<string, Route>()
  for (const { method, path, handler } of staffApi(deps).routes) {
    if (method === 'ALL') continue
    const key = `${method} ${path}`
    const route = routes.get(key) ?? { method, path, json: undefined, query: undefined, param: undefined }
    const { checks } = handler as Checks
    if (checks) route[checks.target] = checks.schema
    routes.set(key, route)
  }
  return [...routes.values()]
}

export const ofAccount = ({ path }: Route) => path.startsWith('/accounts/:accountId/')
export const changes = ({ method }: Route) => method !== 'GET'
/** Whether the path names something by an id of ours, and not by a word that the route itself lists. */
export const namesSomething = ({ path, param }: Route) => /:(?!accountId)/.test(path) && param === undefined

export interface Filled {
  account: string
  id?: string
  query?: Record<string, string>
  body?: unknown
}

/** The request to a route, with a query and a body that fit unless others are given. */
export function requestTo(route: Route, { account, id = 'nothing', query, body }: Filled): [string, RequestInit] {
  const words = (route.param ? exampleOf(route.param) : {}) as Record<string, string>
  const address = route.path.replace(/:(\w+)(\{[^}]*\})?/g, (_all, name: string) =>
    encodeURIComponent(name === 'accountId' ? account : (words[name] ?? id)),
  )
  const asked = new URLSearchParams({
    ...(route.query && (exampleOf(route.query) as Record<string, string>)),
    ...query,
  })
  const sent = route.json ? JSON.stringify(body ?? exampleOf(route.json)) : '{}'
  const whole = asked.size > 0 ? `${address}?${asked}` : address
  return [whole, { method: route.method, ...(changes(route) && { body: sent }) }]
}

/** Texts of which one fits nearly every field. */
const texts = [
  ...['a', '400', 'M0001', '1', '30', '2026-11-21', '2026-11', '10:30', 'ja', 'visit', 'WzAsIiJd', 'a.b'],
  ...[
    'new@example.com',
    'a long enough password',
    '0'.repeat(64),
    '0'.repeat(32),
    '2000000001',
    'https://example.com/',
    '#aabbcc',
  ],
  'person:uid',
  ...['00000000-0000-7000-8000-000000000001', `U${'0'.repeat(32)}`],
]
const numbers = [1, 0, 7, 30, 400, 1_700_000_000_000]

interface Shape {
  type: string
  entries?: Record<string, GenericSchema>
  wrapped?: GenericSchema
  item?: GenericSchema
  items?: GenericSchema[]
  options?: unknown[]
  literal?: unknown
  getter?: (input: unknown) => GenericSchema
}

/** A value that fits a schema: what may be left out is left out, except in an object that would be empty without it. */
export function exampleOf(schema: GenericSchema): unknown {
  const shape = schema as unknown as Shape
  const tries = [...candidates(shape)]
  const fitting = tries.find((value) => v.safeParse(schema, value).success)
  if (fitting === undefined && !v.safeParse(schema, undefined).success)
    throw new Error(`No example fits a schema of type ${shape.type}: ${JSON.stringify(tries).slice(0, 300)}`)
  return fitting
}

function* candidates(shape: Shape): Generator<unknown> {
  const { entries, wrapped, item, items, options } = shape
  if (entries) yield* objects(entries)
  if (wrapped) yield* candidates(wrapped as unknown as Shape)
  if (item) yield* [[], [exampleOf(item)]]
  if (items) yield items.map(exampleOf)
  if (shape.getter) yield exampleOf(shape.getter(undefined))
  for (const option of options ?? []) yield isSchema(option) ? exampleOf(option) : option
  if ('literal' in shape) yield shape.literal
  if (shape.type === 'string') yield* texts
  if (shape.type === 'number') yield* numbers
  if (shape.type === 'boolean') yield true
  if (shape.type === 'record') yield {}
  if (shape.type === 'null' || shape.type === 'nullable') yield null
}

const isSchema = (option: unknown): option is GenericSchema =>
  typeof option === 'object' && option !== null && 'type' in option

/** With what is required only; then with some of the rest, for schemas that want one thing of several. */
function* objects(entries: Record<string, GenericSchema>): Generator<unknown> {
  const filled = (some: [string, GenericSchema][]) =>
    Object.fromEntries(some.map(([key, one]) => [key, exampleOf(one)]))
  const isNeeded = ([, one]: [string, GenericSchema]) => !v.safeParse(one, undefined).success
  const needed = Object.entries(entries).filter(isNeeded)
  const others = Object.entries(entries).filter((entry) => !isNeeded(entry))
  yield filled(needed)
  for (const one of others) yield filled([...needed, one])
  for (const [at, one] of others.entries())
    for (const other of others.slice(at + 1)) yield filled([...needed, one, other])
  yield filled(Object.entries(entries))
}

/** The names of the query's fields in which anything may stand, such as a search. */
export function freeTexts({ query }: Route): string[] {
  const { entries = {} } = (query ?? {}) as unknown as Shape
  return Object.entries(entries).flatMap(([name, one]) =>
    v.safeParse(one, 'カナリア花子').success && v.safeParse(one, '0120-999').success ? [name] : [],
  )
}

/** The keys of a JSON body. */
export const keysOf = (schema: GenericSchema): string[] => Object.keys((schema as unknown as Shape).entries ?? {})
