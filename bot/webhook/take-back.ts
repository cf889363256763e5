import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

const withoutContent = sql`json_set(${webhookEvents.payload}, '$.message', json_object('id', ${webhookEvents.messageId}))`

const removeContent = template<{ accountId: string; messageId: string }>(
  build
    .update(webhookEvents)
    .set({ payload: withoutContent })
    .where(
      sql`${webhookEvents.messageId} = ${sql.placeholder('messageId')} and ${webhookEvents.accountId} = ${sql.placeholder('accountId')}
        and ${webhookEvents.type} = 'message'`,
    ),
)

/**
 * The person took a message back: its content goes, that there was one stays. What it answered in a survey stays too;
 * the person changes answers by going back. LINE's guidelines ask to respect `unsend`.
 */
export function takeBack(scope: Scope, messageId: string): Statement {
  return removeContent({ accountId: scope.account.id, messageId })
}

const removeLateContent = template<{ id: string; accountId: string; messageId: string }>(
  build
    .update(webhookEvents)
    .set({ payload: withoutContent })
    .where(
      sql`${webhookEvents.id} = ${sql.placeholder('id')} and exists (
        select 1 from webhook_events as taken where taken.message_id = ${sql.placeholder('messageId')}
          and taken.account_id = ${sql.placeholder('accountId')} and taken.type = 'unsend')`,
    ),
)

/** The same for a message that LINE delivers only after it was taken back. */
export function takeBackLate(scope: Scope, { id, messageId }: { id: string; messageId: string }): Statement {
  return removeLateContent({ id, accountId: scope.account.id, messageId })
}
