import { dayMs, type MadeFriend, type Making } from './plan.ts'
import type { MadeSubmission } from './submissions.ts'
import { tableIn } from './table.ts'
import { addDelivery, deliveryTable } from './talks.ts'

/** What the bot answered with: a greeting for each third friend, and a survey's questions for each fifth. */
export function makeReplies(making: Making, friends: MadeFriend[]): void {
  const table = deliveryTable(making)
  for (const friend of friends) {
    const at = friend.followedAt
    if (friend.seq % 3 === 0) addDelivery(making, table, { id: making.id(at), friend, purpose: 'greeting', at })
    if (friend.seq % 5 === 0)
      addDelivery(making, table, { id: making.id(at), friend, purpose: 'survey', at: at + 60_000 })
  }
  table.flush()
}

/** What staff did with submissions, in the audit log, and a note at each tenth. */
export function makeTrail({ db, chance, plan, id, staffId }: Making, submissions: MadeSubmission[]): void {
  const audit = tableIn(db, 'audit_entries', ['id', 'account_id', 'staff_id', 'action', 'subject', 'detail', 'at'])
  const notes = tableIn(db, 'notes', [
    ...['id', 'account_id', 'friend_seq', 'submission_id', 'staff_id', 'body', 'created_at', 'updated_at'],
  ])
  for (const { id: subject, friendSeq, finishedAt } of submissions) {
    const at = Math.min(plan.now, finishedAt + chance.below(2 * dayMs))
    audit.add(id(at), 'main', staffId, 'submission.reviewed', subject, '{"before":"new","after":"done"}', at)
    if (chance.percent(10))
      notes.add(id(at), 'main', friendSeq, subject, staffId, '店長に共有しました。次回お声がけします。', at, at)
  }
  for (const table of [audit, notes]) table.flush()
}

/** What LINE told us within the last 30 days, all handled but a few; and the jobs of that time. */
export function makeInbox({ db, chance, plan, id }: Making, friends: MadeFriend[]): void {
  const events = tableIn(db, 'webhook_events', [
    ...[
      'id',
      'account_id',
      'uid',
      'type',
      'destination',
      'message_id',
      'occurred_at',
      'received_at',
      'state',
      'reason',
    ],
    ...['attempts', 'arrivals', 'leased_until', 'handled_at', 'payload'],
  ])
  const jobs = tableIn(db, 'jobs', [
    ...[
      'id',
      'account_id',
      'kind',
      'key',
      'payload',
      'state',
      'run_at',
      'leased_until',
      'attempts',
      'created_at',
      'finished_at',
    ],
  ])
  const many = Math.floor(friends.length / 5)
  for (let nth = 0; nth < many; nth++) {
    const { uid, seq } = chance.one(friends)
    const at = Math.floor(plan.now - 30 * dayMs * (1 - nth / many))
    const failed = chance.percent(0.005)
    const [eventId, messageId] = [id(at), String(6_000_000_000 + nth)]
    const payload = `{"type":"message","webhookEventId":"${eventId}","timestamp":${at},"source":{"type":"user","userId":"${uid}"},"message":{"type":"text","id":"${messageId}","text":"5"}}`
    events.add(
      ...[eventId, 'main', uid, 'message', null, messageId, at, at + 40, failed ? 'failed' : 'done'],
      ...[failed ? 'TypeError' : null, failed ? 5 : 1, 1, 0, at + 60, payload],
    )
    if (nth % 10 === 0) jobs.add(id(at), 'main', 'friends.profile', String(seq), '{}', 'done', at, 0, 1, at, at + 500)
  }
  for (const table of [events, jobs]) table.flush()
}
