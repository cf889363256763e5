import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import {
  answers,
  deliveries,
  formVersions,
  forms,
  friends,
  friendshipChanges,
  submissions,
} from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { answerText } from '../forms/answer-text.ts'
import type { Texts } from '../forms/contract.ts'
import { cursorText } from '../http/cursor.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { TimelinePage } from './staff-contract.ts'

/** One thing that happened between a friend and the company. */
export type TimelineEntry = { key: string; at: number } & (
  | { kind: 'friendship'; change: 'followed' | 'blocked' | 'returned' }
  | {
      kind: 'submission_begun' | 'submission_finished' | 'submission_cancelled'
      submission: TimelineSubmission
      mouth: 'liff' | 'chat'
    }
  | { kind: 'answer'; submission: TimelineSubmission; question: Texts; text: Texts; mouth: 'liff' | 'chat' }
  | {
      kind: 'delivery'
      purpose: 'greeting' | 'survey' | 'notice'
      method: 'reply' | 'push'
      state: string
      reason: string | null
    }
)

export interface TimelineSubmission {
  id: string
  number: number | null
  form: { key: string; title: Texts }
}

/**
 * A page of a friend's timeline, newest first; `next` is null at its beginning.
 * @throws not_found also for a friend of another account
 */
export async function readTimeline(scope: StaffScope, friendId: string, { cursor, limit }: TimelinePage) {
  const { db, account } = scope
  const [friend] = await db.reports
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
  if (!friend) throw notFound('The friend')
  const places = placesOf(scope, friend.seq)
  const found = await db.reports
    .select()
    .from(places)
    .where(cursor && sql`(${places.at}, ${places.key}) < (${cursor.at}, ${cursor.key})`)
    .orderBy(sql`${places.at} desc`, sql`${places.key} desc`)
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return { entries: await worded(scope, page), next: found.length > limit && last ? cursorText(last) : null }
}

/** Everything about a friend as (kind, id, question, time, key), from the tables where it stands. */
function placesOf({ db, account }: StaffScope, seq: number) {
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
  ).as('places')
}

interface Place {
  kind: string
  id: string
  question: string | null
  at: number
  key: string
}

async function worded(scope: StaffScope, page: Place[]): Promise<TimelineEntry[]> {
  const idsOf = (test: (kind: string) => boolean) => [
    ...new Set(page.filter(({ kind }) => test(kind)).map(({ id }) => id)),
  ]
  const [changes, sent, filled] = await Promise.all([
    readChanges(
      scope,
      idsOf((kind) => kind === 'friendship'),
    ),
    readDeliveries(
      scope,
      idsOf((kind) => kind === 'delivery'),
    ),
    readFilled(
      scope,
      idsOf((kind) => /^\d_/.test(kind)),
    ),
  ])
  return page.flatMap(({ kind, id, question, at, key }): TimelineEntry[] => {
    if (kind === 'friendship') return [{ key, at, kind, change: changes.get(id) ?? 'followed' }]
    if (kind === 'delivery') {
      const delivery = sent.get(id)
      return delivery ? [{ key, at, kind, ...delivery }] : []
    }
    const one = filled.get(id)
    if (!one) return []
    if (kind === '1_begun')
      return [{ key, at, kind: 'submission_begun', submission: one.submission, mouth: one.beganIn }]
    if (kind === '3_finished')
      return [{ key, at, kind: 'submission_finished', submission: one.submission, mouth: one.finishedIn }]
    if (kind === '3_cancelled')
      return [{ key, at, kind: 'submission_cancelled', submission: one.submission, mouth: one.beganIn }]
    const answer = one.answers.get(question ?? '')
    return answer ? [{ key, at, kind: 'answer', submission: one.submission, ...answer }] : []
  })
}

async function readChanges({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, 'followed' | 'blocked' | 'returned'>()
  const rows = await db.reports
    .select({ id: friendshipChanges.id, kind: friendshipChanges.kind })
    .from(friendshipChanges)
    .where(and(belongsTo(friendshipChanges.accountId, account.id), inArray(friendshipChanges.id, ids)))
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

async function readDeliveries({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const { id, purpose, method, state, reason } = deliveries
  const rows = await db.reports
    .select({ id, purpose, method, state, reason })
    .from(deliveries)
    .where(and(belongsTo(deliveries.accountId, account.id), inArray(deliveries.id, ids)))
  return new Map(rows.map(({ id: key, ...delivery }) => [key, delivery]))
}

/** Submissions with their answers in words, by id. */
async function readFilled({ db, account }: StaffScope, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db.reports
    .select({
      id: submissions.id,
      number: submissions.number,
      beganIn: submissions.beganIn,
      finishedIn: submissions.finishedIn,
      formKey: forms.key,
      definition: formVersions.definition,
    })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .where(and(belongsTo(submissions.accountId, account.id), inArray(submissions.id, ids)))
  const given = await db.reports
    .select()
    .from(answers)
    .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, ids)))
  return new Map(
    rows.map(({ id, number, beganIn, finishedIn, formKey, definition }) => {
      const submission: TimelineSubmission = { id, number, form: { key: formKey, title: definition.title } }
      const texts = given.flatMap((answer) => {
        const question = definition.questions.find(({ key }) => key === answer.questionKey)
        const value = answer.valueJson ?? answer.valueText ?? answer.valueNumber
        if (answer.submissionId !== id || !question || value === null) return []
        return [
          [
            question.key,
            { question: question.title, text: answerText(question, value), mouth: answer.answeredIn },
          ] as const,
        ]
      })
      return [id, { submission, beganIn, finishedIn: finishedIn ?? beganIn, answers: new Map(texts) }]
    }),
  )
}
