import { and, desc, eq, gt, or, sql, type SQL } from 'drizzle-orm'
import { deliveries, staff, talkMessages } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MessageChanges, MessagePage } from './contract.ts'
import { friendOf } from './friend.ts'
import { readTalk } from './read.ts'
import { arrival } from './seen.ts'
import { shownMessage } from './shown.ts'

const changesMax = 200
const overlapMs = 5_000

const rowsOf = (scope: StaffScope, friendSeq: number, condition?: SQL) =>
  scope.db.reports
    .select({
      id: talkMessages.id,
      arrival,
      side: talkMessages.side,
      kind: talkMessages.kind,
      text: talkMessages.text,
      detail: talkMessages.detail,
      fileState: talkMessages.fileState,
      contentType: talkMessages.contentType,
      at: talkMessages.at,
      unsentAt: talkMessages.unsentAt,
      staffName: staff.name,
      delivery: {
        id: deliveries.id,
        method: deliveries.method,
        state: deliveries.state,
        reason: deliveries.reason,
        answer: deliveries.answer,
        attempts: deliveries.attempts,
        nextAttemptAt: deliveries.nextAttemptAt,
      },
    })
    .from(talkMessages)
    .leftJoin(deliveries, eq(deliveries.id, talkMessages.deliveryId))
    .leftJoin(staff, eq(staff.id, talkMessages.staffId))
    .where(and(eq(talkMessages.friendSeq, friendSeq), belongsTo(talkMessages.accountId, scope.account.id), condition))
    .orderBy(desc(talkMessages.at), desc(talkMessages.id))

/**
 * One page of what was said between a friend and the staff, newest first; `next` leads further back.
 * @throws not_found also for a friend of another account
 */
export async function listMessages(scope: StaffScope, friendId: string, { cursor, limit }: MessagePage) {
  const { seq } = await friendOf(scope, friendId)
  const before = cursor && sql`(${talkMessages.at}, ${talkMessages.id}) < (${cursor.at}, ${cursor.key})`
  const found = await rowsOf(scope, seq, before).limit(limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map((row) => shownMessage(scope, row)),
    next: found.length > limit && last ? cursorText({ at: last.at, key: last.id }) : null,
    live: cursorText({ at: scope.clock(), key: '' }),
  }
}

/** What was said, taken back, kept or settled since the cursor, with the talk as it is now. */
export async function messageChanges(scope: StaffScope, friendId: string, { after }: MessageChanges) {
  const { seq } = await friendOf(scope, friendId)
  const since = after.at - overlapMs
  // LINE's clock and ours differ, and what comes late has an old time: the newest are looked at whatever they say.
  const recent = or(
    gt(talkMessages.at, since - 60 * 60_000),
    gt(talkMessages.unsentAt, since - 60 * 60_000),
    gt(deliveries.finishedAt, since),
    sql`${deliveries.state} in ('calling', 'waiting')`,
  )
  const now = scope.clock()
  const [found, talk] = await Promise.all([rowsOf(scope, seq, recent).limit(changesMax), readTalk(scope, friendId)])
  return {
    rows: found.map((row) => shownMessage(scope, row)),
    talk,
    live: cursorText({ at: Math.max(now, after.at), key: '' }),
  }
}
