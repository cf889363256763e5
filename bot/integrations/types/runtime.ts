/**
 * The part of the program that is the same for every account. It is text because it lives in other people's projects: plain
 * TypeScript for any of them with `fetch`.
 */
export const runtime = `interface Schema {
  type?: string
  anyOf?: Schema[]
  const?: unknown
  enum?: unknown[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  /** Of an object with any keys. */
  values?: Schema
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
}

/** What does not fit, each with its place; empty when everything does. */
function problemsOf(schema: Schema, value: unknown, at = 'answers'): string[] {
  if (schema.anyOf) {
    const all = schema.anyOf.map((one) => problemsOf(one, value, at))
    return all.some((problems) => problems.length === 0) ? [] : (all[0] ?? [])
  }
  if (schema.enum && !schema.enum.includes(value)) return [\`\${at}: \${JSON.stringify(value)} is none of \${schema.enum.join(', ')}\`]
  if ('const' in schema && schema.const !== value) return [\`\${at}: is not \${String(schema.const)}\`]
  const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const wanted = schema.type === 'integer' ? 'number' : schema.type
  if (wanted !== undefined && wanted !== is) return [\`\${at}: is \${is}, not \${schema.type}\`]
  if (typeof value === 'number') {
    const outside = value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)
    const broken = schema.type === 'integer' ? !Number.isInteger(value) : !Number.isFinite(value)
    return outside || broken ? [\`\${at}: \${value} is not possible\`] : []
  }
  if (typeof value === 'string') {
    const fits = schema.pattern === undefined || new RegExp(schema.pattern).test(value)
    const isTime = !schema.format?.startsWith('date') || !Number.isNaN(Date.parse(value))
    return fits && isTime ? [] : [\`\${at}: has another form\`]
  }
  if (Array.isArray(value)) return value.flatMap((one, place) => problemsOf(schema.items ?? {}, one, \`\${at}[\${place}]\`))
  if (typeof value !== 'object' || value === null) return []
  const given = value as Record<string, unknown>
  const known = schema.properties
  const missing = (schema.required ?? []).filter((key) => !(key in given)).map((key) => \`\${at}.\${key}: is missing\`)
  const each = Object.entries(given).flatMap(([key, one]) => {
    const own = known && Object.hasOwn(known, key) ? known[key] : schema.values
    if (own) return problemsOf(own, one, \`\${at}.\${key}\`)
    return known ? [\`\${at}.\${key}: is unknown\`] : []
  })
  return [...missing, ...each]
}

function parsed<T>(schema: Schema, value: unknown): T {
  const problems = problemsOf(schema, value)
  if (problems.length > 0) throw new TypeError(problems.join('\\n'))
  return value as T
}

/** One submission as \`/v1/submissions\` tells it. */
export interface Submission<Key extends FormKey = FormKey> {
  id: string
  form: Key
  /** \`answers\` has the types above when this is the version that they were written from. */
  version: number
  number: number | null
  state: 'finished' | 'cancelled' | 'replaced'
  uid: string
  member_id?: string | null
  replaces: string | null
  place: 'taken' | 'waiting' | null
  began_in: 'liff' | 'chat'
  finished_in: 'liff' | 'chat' | null
  started_at: string
  finished_at: string | null
  updated_at: string
  answers: Forms[Key]
  calculated: Record<string, number | null>
  ending?: string | null
  hidden: Record<string, string>
  omitted: string[]
}

export interface Client {
  /**
   * A page of submissions, in the order of their last change. Keep \`next_cursor\` and go on with it, also days later. One that
   * does not have the types above, such as an answer to an older version, is in \`others\` as it came.
   */
  page<Key extends FormKey>(
    form: Key,
    from?: { cursor?: string; updatedSince?: Date; state?: 'finished' | 'cancelled' | 'replaced' | 'all'; limit?: number },
  ): Promise<{ data: Submission<Key>[]; others: unknown[]; next_cursor: string; has_more: boolean }>
  /** All submissions of a form that have the types above. */
  all<Key extends FormKey>(form: Key, from?: { updatedSince?: Date }): AsyncGenerator<Submission<Key>>
}

/** Reads submissions by an API key of \`submissions:read\`. */
export function musubi({ url, key, fetch: ask = fetch }: { url: string; key: string; fetch?: typeof fetch }): Client {
  const page: Client['page'] = async (form, { cursor, updatedSince, state, limit } = {}) => {
    const query = new URLSearchParams({ form })
    if (cursor !== undefined) query.set('cursor', cursor)
    else if (updatedSince) query.set('updated_since', updatedSince.toISOString())
    if (state) query.set('state', state)
    if (limit !== undefined) query.set('limit', String(limit))
    const answer = await ask(\`\${url}/v1/submissions?\${query}\`, { headers: { authorization: \`Bearer \${key}\` } })
    if (!answer.ok) throw new Error(\`/v1/submissions answered \${answer.status}: \${await answer.text()}\`)
    const { data, ...rest } = (await answer.json()) as { data: { answers: unknown }[]; next_cursor: string; has_more: boolean }
    const fits = (one: { answers: unknown }) => problemsOf(schemas[form], one.answers).length === 0
    return { ...rest, data: data.filter(fits) as never, others: data.filter((one) => !fits(one)) }
  }
  return {
    page,
    async *all(form, from = {}) {
      let next: { cursor?: string; updatedSince?: Date } = from
      for (;;) {
        const { data, next_cursor, has_more } = await page(form, { ...next, limit: 200 })
        yield* data
        if (!has_more) return
        next = { cursor: next_cursor }
      }
    },
  }
}
`
