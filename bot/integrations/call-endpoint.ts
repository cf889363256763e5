import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { webhookCalls } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { CallEvent } from './contract.ts'

const insertCall = template<{
  id: string
  accountId: string
  endpointId: string
  event: string
  rule: string | null
  submissionId: string | null
  now: number
}>(
  build.insert(webhookCalls).select(sql`
    select ${sql.placeholder('id')}, e.account_id, e.id, ${sql.placeholder('event')}, ${sql.placeholder('rule')},
      ${sql.placeholder('submissionId')}, null,
      case e.state when 'disabled' then 'failed' else 'waiting' end,
      case e.state when 'disabled' then 'endpoint_disabled' end, null, 0,
      case e.state when 'active' then ${sql.placeholder('now')} end, ${sql.placeholder('now')},
      case e.state when 'disabled' then ${sql.placeholder('now')} end
    from webhook_endpoints e where e.id = ${sql.placeholder('endpointId')} and e.account_id = ${sql.placeholder('accountId')}`),
)

/**
 * The statement by which an endpoint is called: its row, committed with what it tells of. What the call says is put
 * together at its first attempt and stays the same afterwards, so planning one costs a turn of the chat next to nothing.
 * A paused endpoint is called when it goes on; of one that was disabled the row says so and can be replayed. No endpoint of the account: no row.
 * @param rule the key of the rule that asks for it; left out: the endpoint hears of it by itself
 */
export function callEndpoint(
  scope: Pick<Scope, 'ids' | 'clock'> & { account: { id: string } },
  {
    endpointId,
    event,
    submissionId,
    rule = null,
  }: { endpointId: string; event: CallEvent; submissionId: string | null; rule?: string | null },
): Statement[] {
  const { ids, clock, account } = scope
  return [insertCall({ id: ids(), accountId: account.id, endpointId, event, rule, submissionId, now: clock() })]
}
