import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'

/** The statement that erases events of the inbox; one that is being handled has no effect any more. */
export const eraseInbox = (ids: string[]): Statement =>
  statement(
    build
      .delete(webhookEvents)
      .where(sql`${webhookEvents.id} in (select value from json_each(${JSON.stringify(ids)}))`),
  )
