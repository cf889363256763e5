import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Deps } from '../deps.ts'
import { MusubiError, withoutValues, type ErrorCode } from '../errors.ts'

/** What every refused or failed API request answers. */
export interface ErrorBody {
  error: { code: ErrorCode | 'internal'; message: string; detail?: Record<string, unknown> }
}

const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  limit_reached: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>

/** Turns what verbs throw into answers. A surprise is logged under a trace id, and only that id leaves the building. */
export function answerError(deps: Pick<Deps, 'log' | 'ids'>): ErrorHandler {
  return (error, c) => {
    c.header('cache-control', 'no-store')
    if (error instanceof MusubiError) {
      const detail = Object.keys(error.detail).length > 0 ? { detail: error.detail } : {}
      if (typeof error.detail['retryAfter'] === 'number') c.header('retry-after', String(error.detail['retryAfter']))
      return c.json<ErrorBody>({ error: { code: error.code, message: error.message, ...detail } }, statusOf[error.code])
    }
    if (error instanceof HTTPException && error.status < 500) {
      const body: ErrorBody = {
        error: { code: error.status === 404 ? 'not_found' : 'invalid', message: 'The request could not be read' },
      }
      return c.json(body, error.status)
    }
    const trace = deps.ids()
    deps.log.error('Request {method} {path} failed ({trace}): {error}', {
      method: c.req.method,
      path: c.req.path,
      trace,
      error: withoutValues(error),
    })
    return c.json<ErrorBody>(
      { error: { code: 'internal', message: 'Something went wrong on our side', detail: { trace } } },
      500,
    )
  }
}
