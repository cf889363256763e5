import { and, eq, sql } from 'drizzle-orm'
import { build, statement, template, type Statement } from '../../db/database.ts'
import { talkMessages, talks } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'

const withoutContent = { text: null, detail: null, fileId: null, contentType: null, fileState: null }

const forgetEarly = template<{ id: string; accountId: string; lineMessageId: string; now: number }>(
  build
    .update(talkMessages)
    .set({ ...withoutContent, unsentAt: sql`${sql.placeholder('now')}` })
    .where(
      sql`${talkMessages.id} = ${sql.placeholder('id')} and exists (
        select 1 from webhook_events as taken where taken.message_id = ${sql.placeholder('lineMessageId')}
          and taken.account_id = ${sql.placeholder('accountId')} and taken.type = 'unsend')`,
    ),
)

/** For a message that LINE delivers only after it was taken back: nothing of it stays. */
export const forgetIfUnsent = (scope: Scope, which: { id: string; lineMessageId: string }): Statement =>
  forgetEarly({ ...which, accountId: scope.account.id, now: scope.clock() })

/**
 * The person took a message back: text, detail and bytes go, that there was one stays. The bytes go by a job that comes
 * with it; nobody is given them meanwhile, because their row no longer names them.
 */
export async function unsendMessage(
  scope: Scope,
  { lineMessageId, at }: { lineMessageId: string; at: number },
): Promise<Statement[]> {
  const own = and(eq(talkMessages.accountId, scope.account.id), eq(talkMessages.lineMessageId, lineMessageId))
  const found = await scope.db.orm
    .select({ id: talkMessages.id, friendSeq: talkMessages.friendSeq, fileState: talkMessages.fileState })
    .from(talkMessages)
    .where(own)
    .get()
  if (!found) return []
  return [
    statement(
      build
        .update(talkMessages)
        .set({ ...withoutContent, unsentAt: at })
        .where(own),
    ),
    noteChange(scope, found.friendSeq),
    ...(found.fileState === null
      ? []
      : [enqueue(scope, { kind: 'talks.remove-bytes', key: found.id, payload: { ids: [found.id] } })]),
  ]
}

const touchTalk = template<{ friendSeq: number; accountId: string; now: number }>(
  build
    .update(talks)
    .set({ revision: sql`${talks.revision} + 1`, updatedAt: sql`${sql.placeholder('now')}` })
    .where(
      sql`${talks.friendSeq} = ${sql.placeholder('friendSeq')} and ${talks.accountId} = ${sql.placeholder('accountId')}`,
    ),
)

/** Tells those who look on that something in a talk is not as it was. */
export const noteChange = (scope: Pick<Scope, 'clock'> & { account: { id: string } }, friendSeq: number): Statement =>
  touchTalk({ friendSeq, accountId: scope.account.id, now: scope.clock() })
