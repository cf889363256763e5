import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { answers, consents, deliveries, friendshipChanges, identityLinks, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** Where something stands that happened to a friend: the kind of table, the row's id, the question of an answer. */
export interface Place {
  kind: string
  id: string
  question: string | null
  at: number
  key: string
}

/** Everything about a friend as (kind, id, question, time, key), from the tables where it stands. */
export function placesOf({ db, account }: StaffScope, seq: number) {
  const none = sql<string | null>`null`
  const ofSubmission = (kind: string, at: typeof submissions.startedAt | typeof submissions.finishedAt) =>
    db.reports
      .select({
        kind: sql<string>`${kind}`.as('kind'),
        id: submissions.id,
        question: none.as('question'),
        at: sql<number>`${at}`.as('at'),
        key: sql<string>`${submissions.id} || ${` ${kind}`}`.as('key'),
      })
      .from(submissions)
  const ofLink = (kind: string, at: typeof identityLinks.linkedAt | typeof identityLinks.endedAt) =>
    db.reports
      .select({
        kind: sql<string>`${kind}`.as('kind'),
        id: identityLinks.id,
        question: none.as('question'),
        at: sql<number>`${at}`.as('at'),
        key: sql<string>`${identityLinks.id} || ${` ${kind}`}`.as('key'),
      })
      .from(identityLinks)
  const ownLink = and(belongsTo(identityLinks.accountId, account.id), eq(identityLinks.friendSeq, seq))
  const own = and(belongsTo(submissions.accountId, account.id), eq(submissions.friendSeq, seq))
  return unionAll(
    ofSubmission('1_begun', submissions.startedAt).where(own),
    ofSubmission('3_finished', submissions.finishedAt).where(and(own, isNotNull(submissions.finishedAt))),
    db.reports
      .select({
        kind: sql<string>`'3_cancelled'`.as('kind'),
        id: submissions.id,
        question: none.as('question'),
        at: sql<number>`${submissions.updatedAt}`.as('at'),
        key: sql<string>`${submissions.id} || ' 3_cancelled'`.as('key'),
      })
      .from(submissions)
      .where(and(own, eq(submissions.state, 'cancelled'))),
    db.reports
      .select({
        kind: sql<string>`'2_answer'`.as('kind'),
        id: answers.submissionId,
        question: sql<string | null>`${answers.questionKey}`.as('question'),
        at: sql<number>`${answers.answeredAt}`.as('at'),
        key: sql<string>`${answers.submissionId} || ' 2_answer ' || ${answers.questionKey}`.as('key'),
      })
      .from(answers)
      .innerJoin(submissions, eq(submissions.id, answers.submissionId))
      .where(own),
    db.reports
      .select({
        kind: sql<string>`'friendship'`.as('kind'),
        id: friendshipChanges.id,
        question: none.as('question'),
        at: sql<number>`${friendshipChanges.at}`.as('at'),
        key: sql<string>`${friendshipChanges.id}`.as('key'),
      })
      .from(friendshipChanges)
      .where(and(belongsTo(friendshipChanges.accountId, account.id), eq(friendshipChanges.friendSeq, seq))),
    db.reports
      .select({
        kind: sql<string>`'delivery'`.as('kind'),
        id: deliveries.id,
        question: none.as('question'),
        at: sql<number>`${deliveries.createdAt}`.as('at'),
        key: sql<string>`${deliveries.id}`.as('key'),
      })
      .from(deliveries)
      .where(and(belongsTo(deliveries.accountId, account.id), eq(deliveries.friendSeq, seq))),
    ofLink('linked', identityLinks.linkedAt).where(ownLink),
    ofLink('unlinked', identityLinks.endedAt).where(and(ownLink, isNotNull(identityLinks.endedAt))),
    db.reports
      .select({
        kind: sql<string>`'consent'`.as('kind'),
        id: consents.id,
        question: none.as('question'),
        at: sql<number>`${consents.at}`.as('at'),
        key: sql<string>`${consents.id}`.as('key'),
      })
      .from(consents)
      .where(and(belongsTo(consents.accountId, account.id), eq(consents.friendSeq, seq))),
  ).as('places')
}
