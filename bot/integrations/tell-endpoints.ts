import { sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import type { Account } from '../accounts/account.ts'
import type { Scope } from '../scope.ts'
import { callEndpoint } from './call-endpoint.ts'
import type { WebhookEvent } from './contract.ts'

/** What an endpoint hears of by itself. */
export interface Subscription {
  endpointId: string
  events: string[]
  /** Keys; empty: all. */
  forms: string[]
}

/** What the endpoints of an account hear of, as a column of its row in JSON: it is read with the account, so that one without any costs nothing. */
export const subscriptionsColumn = sql<string>`(
  select json_group_array(json_object('endpointId', e.id, 'events', json(e.events), 'forms', json(e.forms)))
  from webhook_endpoints e where e.account_id = ${accounts.id} and e.events <> '[]')`

/**
 * The statements that tell every endpoint which wants to hear of it what happened to a submission; to be committed with what
 * happened.
 */
export function tellEndpoints(
  scope: Pick<Scope, 'ids' | 'clock'> & { account: Pick<Account, 'id' | 'subscriptions'> },
  event: WebhookEvent,
  { id, formKey }: { id: string; formKey: string },
): Statement[] {
  return scope.account.subscriptions
    .filter(({ events, forms }) => events.includes(event) && (forms.length === 0 || forms.includes(formKey)))
    .flatMap(({ endpointId }) => callEndpoint(scope, { endpointId, event, submissionId: id }))
}
