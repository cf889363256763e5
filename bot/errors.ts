import { DrizzleQueryError } from 'drizzle-orm'

/** The family of errors that verbs throw; `bot/http/errors.ts` turns them into answers, once. */
export class MusubiError extends Error {
  readonly code: ErrorCode
  readonly detail: Record<string, unknown>
  constructor(code: ErrorCode, message: string, detail: Record<string, unknown> = {}) {
    super(message)
    this.name = 'MusubiError'
    this.code = code
    this.detail = detail
  }
}

/** `message` is for people who read logs and API answers; the browser words the code in the person's language. */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'limit_reached'
  | 'too_large'
  | 'unavailable'

export const notFound = (what: string) => new MusubiError('not_found', `${what} was not found`)
export const invalid = (message: string, detail?: Record<string, unknown>) =>
  new MusubiError('invalid', message, detail)
export const unauthenticated = (message: string) => new MusubiError('unauthenticated', message)
export const forbidden = (message: string, detail?: Record<string, unknown>) =>
  new MusubiError('forbidden', message, detail)
export const conflict = (message: string, detail?: Record<string, unknown>) =>
  new MusubiError('conflict', message, detail)

/**
 * What went wrong, fit for a log or a row. Messages repeat what they were about: Drizzle the values of a failed query,
 * people's answers among them (the cause has none), JSON the text that it could not read, a contract or a search what it
 * was given, in double quotes.
 */
export function withoutValues(error: unknown): string {
  if (error instanceof DrizzleQueryError) return error.cause ? withoutValues(error.cause) : 'A query failed'
  if (error instanceof SyntaxError) return 'A text could not be read'
  return (error instanceof Error ? error.message : String(error)).replace(/".*"/s, '"…"')
}
