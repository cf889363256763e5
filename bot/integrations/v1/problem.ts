import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Deps } from '../../deps.ts'
import { MusubiError, withoutValues, type ErrorCode } from '../../errors.ts'

/** Why another system gets no answer to what it asked. Programs go by `code`, people by `title`. */
const problems = {
  invalid: [400, 'The request does not fit'],
  key_in_url: [400, 'Never put a key into an address: revoke it, and send the new one in the Authorization header'],
  no_key: [401, 'Send an API key: Authorization: Bearer msb_…'],
  unknown_key: [401, 'There is no such API key'],
  revoked_key: [401, 'The API key was revoked'],
  expired_key: [401, 'The API key has expired'],
  network: [403, 'The API key may not be used from this address'],
  scope: [403, 'The API key lacks a scope'],
  forbidden: [403, 'This is not allowed'],
  not_found: [404, 'There is no such thing'],
  read_only: [405, 'This API is for reading'],
  conflict: [409, 'Something changed at the same moment'],
  too_large: [413, 'That is too large'],
  too_many_requests: [429, 'Too many requests: wait as long as Retry-After says'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'This is not possible at the moment'],
} as const satisfies Record<string, [number, string]>
export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as ProblemCode[]

const codeOf: Record<ErrorCode, ProblemCode> = {
  ...{ invalid: 'invalid', unauthenticated: 'no_key', forbidden: 'forbidden', not_found: 'not_found' },
  ...{ conflict: 'conflict', limit_reached: 'too_many_requests', too_large: 'too_large', unavailable: 'unavailable' },
}

/** A refusal that `/v1` has a code of its own for. */
export class ApiProblem extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  constructor(code: ProblemCode, detail?: string) {
    super(code)
    this.name = 'ApiProblem'
    this.code = code
    this.detail = detail
  }
}

/** Every refusal of `/v1` as RFC 9457 writes one. */
export function problemAnswer(
  code: ProblemCode,
  extra: { detail?: string; fields?: unknown; retryAfter?: number } = {},
) {
  const [status, title] = problems[code]
  const { detail, fields, retryAfter } = extra
  const body = { type: 'about:blank', title, status, code, ...(detail && { detail }), ...(fields ? { fields } : {}) }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(status === 401 && { 'www-authenticate': 'Bearer realm="musubi"' }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
  })
}

export function answerProblem(deps: Pick<Deps, 'log' | 'ids'>): ErrorHandler {
  return (error, c) => {
    if (error instanceof ApiProblem) return problemAnswer(error.code, { ...(error.detail && { detail: error.detail }) })
    if (error instanceof MusubiError) {
      const { fields, retryAfter } = error.detail as { fields?: unknown; retryAfter?: number }
      return problemAnswer(codeOf[error.code], { fields, ...(retryAfter !== undefined && { retryAfter }) })
    }
    if (error instanceof HTTPException && error.status < 500) return problemAnswer('invalid')
    const trace = deps.ids()
    const { method, path } = c.req
    deps.log.error('Request {method} {path} failed ({trace}): {error}', {
      ...{ method, path, trace, error: withoutValues(error) },
    })
    return problemAnswer('internal', { detail: trace })
  }
}
