import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

const removeContent = template<{ accountId: string; messageId: string }>(
  build
    .update(webhookEvents)
    .set({
      payload: sql`json_set(${webhookEvents.payload}, '$.message', json_object('id', ${webhookEvents.messageId}))`,
    })
    .where(
      sql`${webhookEvents.messageId} = ${sql.placeholder('messageId')} and ${webhookEvents.accountId} = ${sql.placeholder('accountId')}`,
    ),
)

/**
 * The person took a message back: its content goes, that there was one stays. What it answered in a survey stays too;
 * the person changes answers by going back. LINE's guidelines ask to respect `unsend`.
 */
export function takeBack(scope: Scope, messageId: string): Statement {
  return removeContent({ accountId: scope.account.id, messageId })
}
