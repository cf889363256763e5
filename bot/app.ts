import { Hono } from 'hono'
import { meLiffRoutes } from './customers/liff-routes.ts'
import type { Deps } from './deps.ts'
import { formLiffRoutes } from './forms/liff-routes.ts'
import { pictureLiffRoutes } from './forms/pictures/liff-routes.ts'
import { friendSessionRoutes } from './friends/liff-routes.ts'
import { bodyLimits } from './http/body-limits.ts'
import { answerError } from './http/errors.ts'
import { nosniff } from './http/headers.ts'
import { liffPages } from './http/liff-page.ts'
import { staffApi } from './http/staff-api.ts'
import { identityLinkLiffRoutes } from './identity-links/liff-routes.ts'
import { v1Api } from './integrations/v1/routes.ts'
import { uploadLiffRoutes } from './uploads/liff-routes.ts'
import { slotLiffRoutes } from './slots/liff-routes.ts'
import type { StoredEvent } from './webhook/stored-event.ts'
import { webhookRoutes } from './webhook/routes.ts'

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
    .use('/api/*', bodyLimits)
    .use('/liff/*', bodyLimits, nosniff)
    .route('/api', staffApi(deps))
    .route('/v1', v1Api(deps))
    .route('/', friendSessionRoutes(deps))
    .route('/', uploadLiffRoutes(deps))
    .route('/', slotLiffRoutes(deps))
    .route('/', pictureLiffRoutes(deps))
    .route('/', formLiffRoutes(deps))
    .route('/', identityLinkLiffRoutes(deps))
    .route('/', meLiffRoutes(deps))
    .route('/', liffPages(deps, { page: liffPage, simulator }))
}
