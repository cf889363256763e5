import type { LineAnswer } from '../../deps.ts'
import { firstUnits } from '../../forms/cut-units.ts'

/** What became of a call, as data. `unknown`: it may have been carried out; `retry`: it certainly was not, yet. */
export type LineOutcome = {
  kind: 'accepted' | 'failed' | 'retry' | 'unknown'
  status: number | null
  requestId: string | null
  body: string
  /** Set when it was the channel token that LINE did not give: then nothing was sent at all. */
  withoutToken?: true
}

/** Runs one request and reads its outcome by the status; texts of LINE's errors are not stable. */
export async function outcomeOf(request: () => Promise<LineAnswer>): Promise<LineOutcome> {
  try {
    const answer = await request()
    const body = await answer.text()
    const requestId = answer.headers.get('x-line-accepted-request-id') ?? answer.headers.get('x-line-request-id')
    return { kind: kindOf(answer.status), status: answer.status, requestId, body }
  } catch {
    // No answer: a time-out or a broken connection. It may have arrived.
    return { kind: 'unknown', status: null, requestId: null, body: '' }
  }
}

function kindOf(status: number): LineOutcome['kind'] {
  if (status >= 200 && status < 300) return 'accepted'
  // The same retry key was accepted before: LINE did it once, which is what we wanted.
  if (status === 409) return 'accepted'
  if (status === 429) return 'retry'
  return status >= 500 ? 'unknown' : 'failed'
}

/** The object that LINE answered with; empty when it was none. */
export function jsonIn({ body }: LineOutcome): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const wordsMax = 300

/** What LINE says about a refusal, for people to read; null when it says nothing. Nothing is decided by it. */
export function linesWords(outcome: LineOutcome): string | null {
  const { message, details } = jsonIn(outcome)
  const more = Array.isArray(details) ? details.map((one: { message?: unknown } | null) => one?.message) : []
  const said = [message, ...more].filter((text) => typeof text === 'string' && text !== '')
  return said.length > 0 ? firstUnits(said.join(' / '), wordsMax) : null
}

/**
 * Whether a 429 means that the month's messages are used up, which waiting a little does not change. LINE tells it from
 * the other kinds by its text alone; were the text to change, the call would be tried again as for those.
 */
export const isQuotaReached = (outcome: LineOutcome): boolean =>
  outcome.status === 429 && /monthly limit/i.test(outcome.body)

/** Why a call did not succeed, as a code that the dashboard words. */
export function reasonOf(status: number | null): string {
  if (status === null) return 'no_answer'
  if (status === 400) return 'refused'
  if (status === 401 || status === 403) return 'not_allowed'
  if (status === 429) return 'too_many_requests'
  return `line_${status}`
}
