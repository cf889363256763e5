import { and, desc, eq } from 'drizzle-orm'
import { customers, forms, formVersions, friends, staff, submissions, talks } from '../../db/schema/index.ts'
import { loadSituation } from '../conversations/load.ts'
import { notFound } from '../errors.ts'
import { progress } from '../forms/progress.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { holdMs, isHeld } from './held.ts'
import { isSnoozed } from './snoozed.ts'
import { pushRefusal } from './reachable.ts'
import { lastWroteAt } from './say.ts'

const latestMax = 3

/**
 * A friend's talk as it stands: whose it is, what an answer would cost now, the survey that runs, and in short who the
 * person is.
 * @throws not_found also for a friend of another account
 */
export async function readTalk(scope: StaffScope, friendId: string) {
  const [found] = await scope.db.reports
    .select({
      friend: {
        seq: friends.seq,
        id: friends.id,
        uid: friends.uid,
        displayName: friends.displayName,
        pictureUrl: friends.pictureUrl,
        friendship: friends.friendship,
        followedAt: friends.followedAt,
        messagesStoppedAt: friends.messagesStoppedAt,
      },
      memberId: customers.memberId,
      state: talks.state,
      snoozedUntil: talks.snoozedUntil,
      unread: talks.unread,
      heldAt: talks.heldAt,
      replyUntil: talks.replyUntil,
      revision: talks.revision,
      assigneeId: talks.assigneeId,
      assigneeName: staff.name,
    })
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .leftJoin(talks, eq(talks.friendSeq, friends.seq))
    .leftJoin(staff, eq(staff.id, talks.assigneeId))
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.id, friendId)))
  if (!found) throw notFound('The friend')
  const { friend, memberId, heldAt, replyUntil, ...talk } = found
  const { seq, ...person } = friend
  const now = scope.clock()
  const snoozedUntil = isSnoozed(talk.snoozedUntil, now) ? talk.snoozedUntil : null
  const [survey, latest, wroteAt] = await Promise.all([
    runningSurvey(scope, friend.uid),
    latestSubmissions(scope, seq),
    lastWroteAt(scope, seq),
  ])
  return {
    ...talk,
    snoozedUntil,
    friend: namesFor(scope, person),
    memberId: shown(scope, memberId),
    linked: memberId !== null,
    survey,
    /** Until when staff keep the word when they say nothing more; null while the bot has it. */
    heldUntil: isHeld(heldAt, now) ? (heldAt ?? 0) + holdMs : null,
    /** Until when an answer costs nothing; null when it is a push. */
    replyUntil: replyUntil !== null && replyUntil > now ? replyUntil : null,
    /** Why a push would be refused; null when it can be made. */
    pushRefusal: pushRefusal({ ...friend, wroteAt }, now),
    /** By this clock, not by the browser's. */
    now,
    latest,
  }
}

/** The survey that waits for an answer in the chat, and how far the person is. */
async function runningSurvey(scope: StaffScope, uid: string) {
  const { conversation, run } = await loadSituation(await wholeScope(scope), uid, null)
  if (!run || run.state !== 'draft' || !conversation?.question) return null
  const { position, total } = progress(run.definition, run.answers, conversation.question, run)
  return { submissionId: run.id, title: run.definition.title, position, total }
}

const latestSubmissions = (scope: StaffScope, seq: number) =>
  scope.db.reports
    .select({
      id: submissions.id,
      number: submissions.number,
      state: submissions.state,
      review: submissions.review,
      finishedAt: submissions.finishedAt,
      form: { key: forms.key, definition: formVersions.definition },
    })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .where(
      and(
        eq(submissions.friendSeq, seq),
        belongsTo(submissions.accountId, scope.account.id),
        eq(submissions.state, 'finished'),
      ),
    )
    .orderBy(desc(submissions.finishedAt))
    .limit(latestMax)
    .then((rows) => rows.map(({ form, ...one }) => ({ ...one, form: { key: form.key, title: form.definition.title } })))
