import { and, count, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import {
  consents,
  customers,
  forms,
  formVersions,
  friends,
  friendSessions,
  submissions,
} from '../../db/schema/index.ts'
import { isConnected } from '../accounts/connected.ts'
import { contactsOf } from '../customers/contacts.ts'
import { notFound } from '../errors.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { unreachable } from './reach.ts'

const submissionsShown = 5

/**
 * One friend as the person's page shows them: who, whether messages arrive, the member behind them with contacts, what
 * was agreed to, the newest submissions, and open mini-app sessions.
 * @throws not_found also for a friend of another account
 */
export async function readFriend(scope: StaffScope, id: string) {
  const found = await friendOf(scope, id)
  const { seq, customerSeq, memberId, customerId, ...friend } = namesFor(scope, found)
  const [openSessions, contacts, agreed, sent, connected] = await Promise.all([
    countSessions(scope, seq),
    memberId === null ? [] : contactsOf(scope, customerSeq),
    consentsOf(scope, seq),
    submissionsOf(scope, seq),
    isConnected(scope),
  ])
  return {
    ...friend,
    unreachable: unreachable(found),
    member:
      memberId === null
        ? null
        : {
            id: customerId,
            memberId: shown(scope, memberId),
            contacts: contacts.map(({ kind, value, source }) => ({ kind, source, value: shown(scope, value) })),
          },
    consents: agreed,
    submissions: sent,
    openSessions,
    /** Whether the friend can be set back for a rehearsal: nobody real is here yet, or staff said that it is a test. */
    resettable: !connected || friend.isTest,
  }
}

async function friendOf({ db, account }: StaffScope, id: string) {
  const [friend] = await db.reports
    .select({
      seq: friends.seq,
      id: friends.id,
      uid: friends.uid,
      displayName: friends.displayName,
      pictureUrl: friends.pictureUrl,
      friendship: friends.friendship,
      followedAt: friends.followedAt,
      unfollowedAt: friends.unfollowedAt,
      createdAt: friends.createdAt,
      lastSeenAt: friends.lastSeenAt,
      language: sql<string | null>`coalesce(${friends.chosenLanguage}, ${friends.language})`,
      profileFetchedAt: friends.profileFetchedAt,
      messagesStoppedAt: friends.messagesStoppedAt,
      menuKey: friends.menuKey,
      menuShown: friends.menuShown,
      menuReason: friends.menuReason,
      isTest: friends.isTest,
      customerSeq: customers.seq,
      customerId: customers.id,
      memberId: customers.memberId,
    })
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(and(eq(friends.accountId, account.id), eq(friends.id, id)))
  if (!friend) throw notFound('The friend')
  return friend
}

async function countSessions({ db, account, clock }: StaffScope, seq: number): Promise<number> {
  const [open] = await db.reports
    .select({ count: count() })
    .from(friendSessions)
    .where(
      and(
        belongsTo(friendSessions.accountId, account.id),
        eq(friendSessions.friendSeq, seq),
        isNull(friendSessions.endedAt),
        gt(friendSessions.expiresAt, clock()),
      ),
    )
  return open?.count ?? 0
}

/** The newest word on each purpose. */
async function consentsOf({ db, account }: StaffScope, seq: number) {
  const { id, purpose, act, version, text, mouth, at } = consents
  const rows = await db.reports
    .select({ id, purpose, act, version, text, mouth, at })
    .from(consents)
    .where(and(belongsTo(consents.accountId, account.id), eq(consents.friendSeq, seq)))
    .orderBy(desc(at), desc(id))
  return rows.filter((row, place) => rows.findIndex((one) => one.purpose === row.purpose) === place)
}

/** The newest submissions, and how many there are. */
async function submissionsOf({ db, account }: StaffScope, seq: number) {
  const own = and(belongsTo(submissions.accountId, account.id), eq(submissions.friendSeq, seq))
  const { id, number, state, review, startedAt, finishedAt } = submissions
  const [rows, [all]] = await Promise.all([
    db.reports
      .select({
        id,
        number,
        state,
        review,
        startedAt,
        finishedAt,
        formKey: forms.key,
        definition: formVersions.definition,
      })
      .from(submissions)
      .innerJoin(forms, eq(forms.id, submissions.formId))
      .innerJoin(
        formVersions,
        and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
      )
      .where(own)
      .orderBy(desc(startedAt), desc(id))
      .limit(submissionsShown),
    db.reports.select({ count: count() }).from(submissions).where(own),
  ])
  return {
    count: all?.count ?? 0,
    rows: rows.map(({ formKey, definition, ...row }) => ({ ...row, form: { key: formKey, title: definition.title } })),
  }
}
