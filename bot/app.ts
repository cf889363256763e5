import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Deps } from './deps.ts'
import { MusubiError } from './errors.ts'
import { formLiffRoutes } from './forms/liff-routes.ts'
import { friendSessionRoutes } from './friends/liff-routes.ts'
import { answerError } from './http/errors.ts'
import { nosniff } from './http/headers.ts'
import { liffPages } from './http/liff-page.ts'
import { staffApi } from './http/staff-api.ts'
import type { StoredEvent } from './webhook/stored-event.ts'
import { webhookRoutes } from './webhook/routes.ts'

/** The longest answer has 5,000 characters; whoever sends more than this sends no form. The webhook has its own limit. */
const bodyBytesMax = 64 * 1024
const limited = bodyLimit({
  maxSize: bodyBytesMax,
  onError: () => {
    throw new MusubiError('too_large', `A request has at most ${bodyBytesMax} bytes`)
  },
})

/** What a home adds to the app. */
export interface Home {
  /** Takes events that were just stored. */
  handle: (events: StoredEvent[]) => void
  /** The built page of the mini-app. */
  liffPage: () => Promise<string>
  /** Whether the simulator is on: then the mini-app speaks to it instead of to LINE. */
  simulator: boolean
  /** `serving` once requests are answered; the other states keep load balancers away. */
  state: () => 'starting' | 'serving' | 'draining'
}

/** The whole server, the same on Node, on Workers and in tests; files and the simulator are added by the home. */
export function createApp(deps: Deps, { handle, liffPage, simulator, state }: Home) {
  return new Hono()
    .onError(answerError(deps))
    .get('/healthz', (c) => c.body(null, state() === 'serving' ? 200 : 503))
    .route('/', webhookRoutes(deps, handle))
    .use('/api/*', limited)
    .use('/liff/*', limited, nosniff)
    .route('/api', staffApi(deps))
    .route('/', friendSessionRoutes(deps))
    .route('/', formLiffRoutes(deps))
    .route('/', liffPages(deps, { page: liffPage, simulator }))
}
