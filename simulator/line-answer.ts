import type { Context } from 'hono'
import type { Channel } from './desk.ts'
import type { CallVerdict } from './shapes.ts'

/** What a call carries through its handlers. */
export interface LineEnv {
  Variables: {
    requestId: string
    channel: Channel
    /** Whom the call is about, and whether it reached them; for the log. */
    uid: string | null
    verdict: CallVerdict | null
  }
}

/** LINE's error: `{message, details?}`. Texts are LINE's as far as known; callers must go by the status. */
export const lineError = (
  c: Context<LineEnv>,
  status: 400 | 401 | 403 | 404 | 409 | 413 | 429,
  message: string,
  details?: unknown[],
) => c.json(details?.length ? { message, details } : { message }, status)
