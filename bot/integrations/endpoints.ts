import { and, asc, eq, sql } from 'drizzle-orm'
import { webhookEndpoints } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

export type Endpoint = typeof webhookEndpoints.$inferSelect

/** Calls of an endpoint are counted up to this many: then it is enough to know that there are more. */
const countedMax = 10_000

/** The account's endpoints. Only owners see the whole address: some receivers take what stands in it for a password. */
export async function listEndpoints({ db, account, actor, clock }: StaffScope) {
  const waiting = (state: string) =>
    sql<number>`(select count(*) from (select 1 from webhook_calls c where c.endpoint_id = ${webhookEndpoints.id} and c.state ${sql.raw(state)} limit ${countedMax}))`
  const rows = await db.reports
    .select({
      endpoint: webhookEndpoints,
      waiting: waiting(`in ('waiting', 'calling')`),
      failed: waiting(`= 'failed'`),
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.accountId, account.id))
    .orderBy(asc(webhookEndpoints.createdAt))
  return rows.map(({ endpoint, ...counts }) => {
    const { id, title, url, events, forms, personal, state, reason, failingSince, formerUntil, createdAt } = endpoint
    const { host } = new URL(url)
    const isOwner = actor.role === 'owner'
    return {
      ...{ id, title, host, events, forms, personal, state, reason, failingSince, createdAt, ...counts },
      url: isOwner ? url : null,
      /** Until when the secret before this one signs as well; null: it does not. */
      formerUntil: formerUntil !== null && formerUntil > clock() ? formerUntil : null,
    }
  })
}

/** @throws not_found also for one of another account */
export async function endpointById({ db, account }: StaffScope, id: string): Promise<Endpoint> {
  const endpoint = await db.orm
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.accountId, account.id), eq(webhookEndpoints.id, id)))
    .get()
  if (!endpoint) throw notFound('The endpoint')
  return endpoint
}

/** The endpoint as it was read; a change is undone when somebody else was faster. */
export const asRead = ({ id, accountId, updatedAt }: Endpoint) =>
  and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.accountId, accountId), eq(webhookEndpoints.updatedAt, updatedAt))
