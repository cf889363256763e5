import { and, eq, isNotNull, isNull, notInArray, sql, type SQL } from 'drizzle-orm'
import { type SQLiteColumn, type SQLiteTable, unionAll } from 'drizzle-orm/sqlite-core'
import {
  answers,
  attributeValues,
  auditEntries,
  consents,
  customerTags,
  deliveries,
  events,
  friendSessions,
  friendshipChanges,
  identityLinks,
  linkConflicts,
  notes,
  submissions,
  talkMessages,
} from '../../db/schema/index.ts'
import { isAbout } from '../customers/person.ts'
import { menuShownEvent, tappedEvent } from '../events/names.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { TimelinePart } from './staff-contract.ts'

/** Where something stands that happened to a friend: the kind of entry, the row's id, the question of an answer. */
export interface Place {
  kind: string
  id: string
  question: string | null
  at: number
  key: string
}

/** What staff did that the rows of notes, tags and attributes tell themselves. */
const toldByRows = ['note.written', 'tag.given', 'tag.taken', 'attribute.set', 'attribute.cleared']

/** Everything about a friend, or the parts of it that are asked for, as (kind, id, question, time, key), from the tables where it stands. */
export function placesOf({ db, account }: StaffScope, friend: { seq: number; id: string }, only?: TimelinePart[]) {
  /** Rows of a table as places; a kind that is not the table's only one stands in the key. */
  const places = (
    kind: string,
    table: SQLiteTable & { accountId: SQLiteColumn },
    id: SQLiteColumn | SQL,
    at: SQLiteColumn,
    where: SQL | undefined,
    suffix = '',
  ) =>
    db.reports
      .select({
        kind: sql<string>`${kind}`.as('kind'),
        id: sql<string>`${id}`.as('id'),
        question: sql<string | null>`null`.as('question'),
        at: sql<number>`${at}`.as('at'),
        key: sql<string>`${id} || ${suffix}`.as('key'),
      })
      .from(table)
      .where(and(belongsTo(table.accountId, account.id), where))
  const own = (column: SQLiteColumn, more?: SQL) => and(eq(column, friend.seq), more)
  const ofSubmission = (kind: string, at: SQLiteColumn, more?: SQL) =>
    places(kind, submissions, submissions.id, at, own(submissions.friendSeq, more), ` ${kind}`)
  const answered = () =>
    db.reports
      .select({
        kind: sql<string>`'2_answer'`.as('kind'),
        id: sql<string>`${answers.submissionId}`.as('id'),
        question: sql<string | null>`${answers.questionKey}`.as('question'),
        at: sql<number>`${answers.answeredAt}`.as('at'),
        key: sql<string>`${answers.submissionId} || ' 2_answer ' || ${answers.questionKey}`.as('key'),
      })
      .from(answers)
      .innerJoin(submissions, eq(submissions.id, answers.submissionId))
  const ofAnswers = answered().where(
    and(belongsTo(submissions.accountId, account.id), eq(submissions.friendSeq, friend.seq)),
  )
  const ofLink = (kind: string, at: SQLiteColumn) =>
    places(kind, identityLinks, identityLinks.id, at, own(identityLinks.friendSeq, isNotNull(at)), ` ${kind}`)
  const ofConflict = (kind: string, at: SQLiteColumn) =>
    places(kind, linkConflicts, linkConflicts.id, at, own(linkConflicts.friendSeq, isNotNull(at)), ` ${kind}`)
  // Sessions are told by the beginning of their hash, which is enough to tell them apart.
  const session = sql`substr(${friendSessions.tokenHash}, 1, 16)`
  const ofSession = (kind: string, at: SQLiteColumn) =>
    places(kind, friendSessions, session, at, own(friendSessions.friendSeq, isNotNull(at)), ` ${kind}`)
  const ofEvent = (kind: string, name: string) =>
    places(kind, events, events.id, events.at, own(events.friendSeq, eq(events.name, name)))
  const ofPerson = (kind: string, table: typeof customerTags | typeof attributeValues, at: SQLiteColumn, more?: SQL) =>
    places(kind, table, table.id, at, and(isAbout(table, account.id, { friendSeq: friend.seq }), more), ` ${kind}`)
  // How a message of the staff went out is told with the message.
  const ofTalk = sql`${deliveries.id} in (select ${talkMessages.deliveryId} from ${talkMessages} where ${talkMessages.friendSeq} = ${friend.seq} and ${talkMessages.deliveryId} is not null)`
  const aboutThem = sql`${auditEntries.subject} in (select ${friend.id}
    union select ${submissions.id} from ${submissions} where ${submissions.friendSeq} = ${friend.seq}
    union select ${linkConflicts.id} from ${linkConflicts} where ${linkConflicts.friendSeq} = ${friend.seq})`
  const parts: Record<TimelinePart, ReturnType<typeof places>[]> = {
    friendship: [
      places(
        'friendship',
        friendshipChanges,
        friendshipChanges.id,
        friendshipChanges.at,
        own(friendshipChanges.friendSeq),
      ),
    ],
    link: [
      ofLink('linked', identityLinks.linkedAt),
      ofLink('unlinked', identityLinks.endedAt),
      ofConflict('claimed', linkConflicts.createdAt),
      ofConflict('decided', linkConflicts.decidedAt),
    ],
    answers: [
      ofSubmission('1_begun', submissions.startedAt),
      ofAnswers,
      ofSubmission('3_finished', submissions.finishedAt, isNotNull(submissions.finishedAt)),
      ofSubmission('3_cancelled', submissions.updatedAt, eq(submissions.state, 'cancelled')),
    ],
    messages: [
      places(
        'delivery',
        deliveries,
        deliveries.id,
        deliveries.createdAt,
        own(deliveries.friendSeq, sql`not ${ofTalk}`),
      ),
      places('message', talkMessages, talkMessages.id, talkMessages.at, own(talkMessages.friendSeq)),
      ofEvent('tap', tappedEvent),
    ],
    menu: [ofEvent('menu', menuShownEvent)],
    consents: [places('consent', consents, consents.id, consents.at, own(consents.friendSeq))],
    tags: [
      ofPerson('tag_given', customerTags, customerTags.at),
      ofPerson('tag_taken', customerTags, customerTags.endedAt, isNotNull(customerTags.endedAt)),
      ofPerson('attribute_set', attributeValues, attributeValues.at),
      ofPerson('attribute_cleared', attributeValues, attributeValues.endedAt, isNotNull(attributeValues.endedBy)),
    ],
    staff: [
      places(
        'staff',
        auditEntries,
        auditEntries.id,
        auditEntries.at,
        and(aboutThem, notInArray(auditEntries.action, toldByRows)),
      ),
    ],
    notes: [places('note', notes, notes.id, notes.createdAt, own(notes.friendSeq, isNull(notes.removedAt)))],
    sessions: [
      ofSession('session_opened', friendSessions.createdAt),
      ofSession('session_ended', friendSessions.endedAt),
    ],
  }
  const wanted = only ? only.flatMap((part) => parts[part]) : Object.values(parts).flat()
  // A union takes two at least.
  const nothing = answered().where(sql`0`)
  return unionAll(wanted[0] ?? nothing, wanted[1] ?? nothing, ...wanted.slice(2)).as('places')
}
