import { Hono } from 'hono'
import { connectionRoutes } from '../accounts/connection-routes.ts'
import { memberLoginRoutes } from '../accounts/member-login-routes.ts'
import { accountRoutes } from '../accounts/routes.ts'
import { attributeRoutes } from '../attributes/routes.ts'
import { memberRoutes } from '../customers/routes.ts'
import { demoRoutes } from '../demo/routes.ts'
import type { Deps } from '../deps.ts'
import { erasureRoutes } from '../erasures/routes.ts'
import { notFound } from '../errors.ts'
import { exportRoutes } from '../forms/export-routes.ts'
import { formEditRoutes } from '../forms/edit-routes.ts'
import { formRoutes } from '../forms/routes.ts'
import { summaryRoutes } from '../forms/summary-routes.ts'
import { friendRoutes } from '../friends/routes.ts'
import { healthRoutes } from '../health/routes.ts'
import { insightRoutes } from '../insights/routes.ts'
import { identityLinkRoutes } from '../identity-links/routes.ts'
import { integrationRoutes } from '../integrations/routes.ts'
import { retentionRoutes } from '../retention/routes.ts'
import { noteRoutes } from '../notes/routes.ts'
import { noticeRoutes } from '../notices/routes.ts'
import { richMenuRoutes } from '../rich-menus/routes.ts'
import { savedViewRoutes } from '../saved-views/routes.ts'
import { createAuth, type StaffAuth } from '../staff/auth.ts'
import { slotRoutes } from '../slots/routes.ts'
import { staffManagementRoutes } from '../staff/manage-routes.ts'
import { ownRoutes } from '../staff/own-routes.ts'
import { staffRoutes } from '../staff/routes.ts'
import { tagRoutes } from '../tags/routes.ts'
import { talkRoutes } from '../talks/routes.ts'
import { uploadRoutes } from '../uploads/routes.ts'
import { answerError } from './errors.ts'
import { apiSecurityHeaders } from './headers.ts'
import { sameOriginOnly } from './same-origin.ts'
import { openAccount, requireSession, type StaffEnv } from './staff-door.ts'

/**
 * Everything that the dashboard calls, to be mounted at `/api`. Whoever comes in passes the same doors in this order:
 * own page (403), session (401), account (404), role (403).
 */
export function staffApi(deps: Deps) {
  let made: Promise<StaffAuth> | undefined
  const auth = () => (made ??= createAuth(deps))
  return new Hono<StaffEnv>()
    .onError(answerError(deps))
    .use(apiSecurityHeaders(deps.settings.PUBLIC_URL))
    .use(sameOriginOnly(deps.settings.PUBLIC_URL))
    .route('/', staffRoutes(deps, auth))
    .route('/me', ownRoutes(deps, auth))
    .use('/accounts/*', requireSession(deps, auth))
    .use('/accounts/:accountId/*', openAccount(deps))
    .route('/', accountRoutes(deps))
    .route('/accounts/:accountId', connectionRoutes)
    .route('/accounts/:accountId', memberLoginRoutes)
    .route('/accounts/:accountId', erasureRoutes)
    .route('/accounts/:accountId', demoRoutes)
    .route('/accounts/:accountId', formRoutes)
    .route('/accounts/:accountId', summaryRoutes)
    .route('/accounts/:accountId', exportRoutes)
    .route('/accounts/:accountId', formEditRoutes)
    .route('/accounts/:accountId', slotRoutes)
    .route('/accounts/:accountId', friendRoutes)
    .route('/accounts/:accountId', healthRoutes)
    .route('/accounts/:accountId', identityLinkRoutes)
    .route('/accounts/:accountId', insightRoutes)
    .route('/accounts/:accountId', integrationRoutes)
    .route('/accounts/:accountId', memberRoutes)
    .route('/accounts/:accountId', retentionRoutes)
    .route('/accounts/:accountId', staffManagementRoutes)
    .route('/accounts/:accountId', attributeRoutes)
    .route('/accounts/:accountId', noteRoutes)
    .route('/accounts/:accountId', noticeRoutes)
    .route('/accounts/:accountId', tagRoutes)
    .route('/accounts/:accountId', savedViewRoutes)
    .route('/accounts/:accountId', talkRoutes)
    .route('/accounts/:accountId', richMenuRoutes)
    .route('/accounts/:accountId', uploadRoutes)
    .all('*', () => {
      throw notFound('The address')
    })
}
