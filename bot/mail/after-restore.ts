import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { mails } from '../../db/schema/index.ts'

/** Ends mails that waited when a backup was made: they have been sent since, and what they said has expired. */
export const endOpenMails = (now: number): Statement =>
  statement(
    build
      .update(mails)
      .set({ state: 'failed', reason: 'restored', finishedAt: now, content: null, nextAttemptAt: null })
      .where(sql`${mails.state} in ('sending', 'waiting')`),
  )
