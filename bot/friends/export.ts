import { and, asc, eq, inArray } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  attributeValues,
  consents,
  conversations,
  customers,
  customerTags,
  deliveries,
  events,
  friends,
  friendSessions,
  friendshipChanges,
  identityLinks,
  linkAttempts,
  linkConflicts,
  notes,
  tags,
  talkMessages,
  talks,
  uploads,
  webhookEvents,
} from '../../db/schema/index.ts'
import { isAbout } from '../customers/person.ts'
import { contactsOf } from '../customers/contacts.ts'
import { findTraces } from '../erasures/traces.ts'
import { notFound } from '../errors.ts'
import { exportedSubmissions } from '../forms/export-person.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { exportedDeeds } from '../rules/export-person.ts'
import { exportedBookings } from '../slots/export-person.ts'
import { auditStatement } from '../staff/audit.ts'
import { demandPersonal } from '../staff/masking.ts'
import { readable, readablePayload, section } from './readable.ts'

type OfFriend = SQLiteTable & { accountId: SQLiteColumn; friendSeq: SQLiteColumn }

/**
 * Everything that the account holds about a friend and the member behind it, as a JSON file that people can read, made
 * piece by piece while it is sent. That it was taken is written down before the first piece leaves.
 * @throws not_found also for a friend of another account, forbidden for whoever may not see personal data
 */
export async function exportFriend(scope: StaffScope, friendId: string): Promise<ReadableStream<Uint8Array>> {
  demandPersonal(scope)
  const { db, account } = scope
  const [friend] = await db.reports
    .select()
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
  if (!friend) throw notFound('The friend')
  await db.write([auditStatement(scope, 'friend.exported', friendId)])
  return streamOf(piecesOf(scope, friend))
}

async function* piecesOf(scope: StaffScope, friend: typeof friends.$inferSelect): AsyncGenerator<string> {
  const { db, account, clock } = scope
  const { seq, uid, customerSeq } = friend
  const rowsOf = async (table: OfFriend) =>
    (
      await db.reports
        .select()
        .from(table)
        .where(and(belongsTo(table.accountId, account.id), eq(table.friendSeq, seq)))
    ).map(readable)
  yield `{\n  "format": "musubi-person-1",\n  "exportedAt": ${JSON.stringify(new Date(clock()).toISOString())}`
  yield section('account', { id: account.id, name: account.name })
  yield section('friend', readable(friend))
  yield section('member', await memberOf(scope, customerSeq))
  yield section('friendshipChanges', await rowsOf(friendshipChanges))
  yield section('links', await rowsOf(identityLinks))
  yield section('linkConflicts', await rowsOf(linkConflicts))
  yield section('linkAttempts', await rowsOf(linkAttempts))
  yield section('consents', await rowsOf(consents))
  yield section('submissions', await exportedSubmissions(scope, seq))
  yield section('bookings', await exportedBookings(scope, seq))
  yield section('ruleDeeds', await exportedDeeds(scope, seq))
  yield section('conversation', await rowsOf(conversations))
  yield section('talk', await rowsOf(talks))
  yield section('messages', await rowsOf(talkMessages))
  yield section('deliveries', await rowsOf(deliveries))
  yield section('events', await rowsOf(events))
  yield section('notes', await rowsOf(notes))
  yield section('tags', await tagsOf(scope, seq))
  yield section('attributes', await attributesOf(scope, seq))
  yield section('sessions', await rowsOf(friendSessions))
  yield* inboxOf(scope, uid)
  yield* filesOf(scope, seq)
  yield '\n}\n'
}

/** Every tag that the person has or had, by whichever identity. */
const tagsOf = async ({ db, account }: StaffScope, friendSeq: number) =>
  (
    await db.reports
      .select({ name: tags.name, source: customerTags.source, at: customerTags.at, endedAt: customerTags.endedAt })
      .from(customerTags)
      .innerJoin(tags, eq(tags.id, customerTags.tagId))
      .where(and(belongsTo(customerTags.accountId, account.id), isAbout(customerTags, account.id, { friendSeq })))
      .orderBy(asc(customerTags.at))
  ).map(readable)

/** Everything that is and was known of the person, by whichever identity. */
const attributesOf = async ({ db, account }: StaffScope, friendSeq: number) =>
  (
    await db.reports
      .select()
      .from(attributeValues)
      .where(and(belongsTo(attributeValues.accountId, account.id), isAbout(attributeValues, account.id, { friendSeq })))
      .orderBy(asc(attributeValues.at))
  ).map(readable)

async function memberOf(scope: StaffScope, customerSeq: number) {
  const [customer] = await scope.db.reports.select().from(customers).where(eq(customers.seq, customerSeq))
  if (!customer) return null
  const contacts = await contactsOf(scope, customerSeq)
  return { ...readable(customer), contacts: contacts.map(({ kind, value, source }) => ({ kind, value, source })) }
}

const inboxAtOnce = 100

/** What LINE sent about the person, as it came; it is kept for thirty days. */
async function* inboxOf(scope: StaffScope, uid: string): AsyncGenerator<string> {
  const { db, account } = scope
  const { eventIds } = await findTraces(scope, { accountId: account.id, uids: [uid], memberId: null, subjects: [] })
  const { id, type, occurredAt, payload } = webhookEvents
  yield ',\n  "inbox": ['
  for (let at = 0; at < eventIds.length; at += inboxAtOnce) {
    const rows = await db.reports
      .select({ id, type, occurredAt, payload })
      .from(webhookEvents)
      .where(inArray(id, eventIds.slice(at, at + inboxAtOnce)))
      .orderBy(asc(occurredAt))
    for (const [place, row] of rows.entries())
      yield `${at + place === 0 ? '' : ','}\n    ${JSON.stringify({ ...readable(row), payload: readablePayload(row.payload) })}`
  }
  yield eventIds.length === 0 ? ']' : '\n  ]'
}

/** Files with their bytes, one after the other, so that no more than one is in memory. */
async function* filesOf(scope: StaffScope, seq: number): AsyncGenerator<string> {
  const { db, account, files } = scope
  const given = await db.reports
    .select({ id: uploads.id, name: uploads.fileName, contentType: uploads.contentType, createdAt: uploads.createdAt })
    .from(uploads)
    .where(and(belongsTo(uploads.accountId, account.id), eq(uploads.friendSeq, seq)))
  const sent = await db.reports
    .select({ id: talkMessages.fileId, contentType: talkMessages.contentType, createdAt: talkMessages.at })
    .from(talkMessages)
    .where(and(belongsTo(talkMessages.accountId, account.id), eq(talkMessages.friendSeq, seq)))
  const all = [...given, ...sent.flatMap(({ id, ...file }) => (id === null ? [] : [{ id, name: null, ...file }]))]
  yield ',\n  "files": ['
  for (const [place, file] of all.entries()) {
    const bytes = await files?.read(file.id)
    yield `${place === 0 ? '' : ','}\n    ${JSON.stringify({ ...readable(file), base64: bytes ? base64(bytes) : null })}`
  }
  yield all.length === 0 ? ']' : '\n  ]'
}

const bytesAtOnce = 0x8000

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += bytesAtOnce)
    binary += String.fromCharCode(...bytes.subarray(at, at + bytesAtOnce))
  return btoa(binary)
}

/** A stream that asks for the next piece when somebody takes it. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
