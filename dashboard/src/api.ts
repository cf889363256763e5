import { hc } from 'hono/client'
import type { ClientResponse } from 'hono/client'
import type { AccountRoutes } from '../../bot/accounts/routes.ts'
import type { ConnectionRoutes } from '../../bot/accounts/connection-routes.ts'
import type { MemberLoginRoutes } from '../../bot/accounts/member-login-routes.ts'
import type { AttributeRoutes } from '../../bot/attributes/routes.ts'
import type { InsightRoutes } from '../../bot/insights/routes.ts'
import type { MemberRoutes } from '../../bot/customers/routes.ts'
import type { DemoRoutes } from '../../bot/demo/routes.ts'
import type { FormEditRoutes } from '../../bot/forms/edit-routes.ts'
import type { FormRoutes } from '../../bot/forms/routes.ts'
import type { ExportRoutes } from '../../bot/forms/export-routes.ts'
import type { SummaryRoutes } from '../../bot/forms/summary-routes.ts'
import type { FriendRoutes } from '../../bot/friends/routes.ts'
import type { HealthRoutes } from '../../bot/health/routes.ts'
import type { ErasureRoutes } from '../../bot/erasures/routes.ts'
import type { ErrorBody } from '../../bot/http/errors.ts'
import type { IdentityLinkRoutes } from '../../bot/identity-links/routes.ts'
import type { IntegrationRoutes } from '../../bot/integrations/routes.ts'
import type { NoteRoutes } from '../../bot/notes/routes.ts'
import type { NoticeRoutes } from '../../bot/notices/routes.ts'
import type { RetentionRoutes } from '../../bot/retention/routes.ts'
import type { SavedViewRoutes } from '../../bot/saved-views/routes.ts'
import type { SlotRoutes } from '../../bot/slots/routes.ts'
import type { StaffManagementRoutes } from '../../bot/staff/manage-routes.ts'
import type { OwnRoutes } from '../../bot/staff/own-routes.ts'
import type { RichMenuRoutes } from '../../bot/rich-menus/routes.ts'
import type { StaffRoutes } from '../../bot/staff/routes.ts'
import type { TagRoutes } from '../../bot/tags/routes.ts'
import type { TalkRoutes } from '../../bot/talks/routes.ts'

export const ofAccount = (accountId: string) => `/api/accounts/${encodeURIComponent(accountId)}`

export const staffApi = hc<StaffRoutes>('/api')
export const ownApi = hc<OwnRoutes>('/api/me')
export const accountsApi = hc<AccountRoutes>('/api')
export const formsApi = (accountId: string) => hc<FormRoutes>(ofAccount(accountId))
export const erasuresApi = (accountId: string) => hc<ErasureRoutes>(ofAccount(accountId))
export const summaryApi = (accountId: string) => hc<SummaryRoutes>(ofAccount(accountId))
export const exportsApi = (accountId: string) => hc<ExportRoutes>(ofAccount(accountId))
export const slotsApi = (accountId: string) => hc<SlotRoutes>(ofAccount(accountId))
export const formEditApi = (accountId: string) => hc<FormEditRoutes>(ofAccount(accountId))
export const connectionApi = (accountId: string) => hc<ConnectionRoutes>(ofAccount(accountId))
export const friendsApi = (accountId: string) => hc<FriendRoutes>(ofAccount(accountId))
export const linksApi = (accountId: string) => hc<IdentityLinkRoutes>(ofAccount(accountId))
export const attributesApi = (accountId: string) => hc<AttributeRoutes>(ofAccount(accountId))
export const tagsApi = (accountId: string) => hc<TagRoutes>(ofAccount(accountId))
export const noticesApi = (accountId: string) => hc<NoticeRoutes>(ofAccount(accountId))
export const integrationsApi = (accountId: string) => hc<IntegrationRoutes>(ofAccount(accountId))
export const notesApi = (accountId: string) => hc<NoteRoutes>(ofAccount(accountId))
export const membersApi = (accountId: string) => hc<MemberRoutes>(ofAccount(accountId))
export const savedViewsApi = (accountId: string) => hc<SavedViewRoutes>(ofAccount(accountId))
export const memberLoginApi = (accountId: string) => hc<MemberLoginRoutes>(ofAccount(accountId))
export const insightsApi = (accountId: string) => hc<InsightRoutes>(ofAccount(accountId))
export const talksApi = (accountId: string) => hc<TalkRoutes>(ofAccount(accountId))
export const demoApi = (accountId: string) => hc<DemoRoutes>(ofAccount(accountId))
export const staffManagementApi = (accountId: string) => hc<StaffManagementRoutes>(ofAccount(accountId))
export const retentionApi = (accountId: string) => hc<RetentionRoutes>(ofAccount(accountId))
export const richMenusApi = (accountId: string) => hc<RichMenuRoutes>(ofAccount(accountId))
export const healthApi = (accountId: string) => hc<HealthRoutes>(ofAccount(accountId))

export type ApiErrorCode = ErrorBody['error']['code'] | 'offline'

/** A request that did not succeed; `offline` when there was no answer at all. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly detail: Record<string, unknown>
  constructor(code: ApiErrorCode, detail: Record<string, unknown> = {}) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.detail = detail
  }
}

/**
 * The body of an answer that succeeded.
 * @throws ApiError otherwise
 */
export const unwrap = <T>(request: Promise<ClientResponse<T>>): Promise<T> => answerOf<T>(request)

/** The same for a request that the typed client cannot make. */
export async function answerOf<T>(request: Promise<{ ok: boolean; json: () => Promise<unknown> }>): Promise<T> {
  const answer = await request.catch(() => {
    throw new ApiError('offline')
  })
  if (answer.ok) return (await answer.json()) as T
  const body = (await answer.json().catch(() => undefined)) as ErrorBody | undefined
  throw new ApiError(body?.error?.code ?? 'internal', body?.error?.detail)
}
