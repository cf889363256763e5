import { and, eq, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { friends, notes, submissions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { NewNote } from './contract.ts'

/**
 * Writes a note about a person.
 * @returns its id
 * @throws not_found also for a friend of another account, or a submission of somebody else
 */
export async function writeNote(
  scope: StaffScope,
  friendId: string,
  { body, submissionId = undefined }: NewNote,
): Promise<string> {
  const { db, account, actor } = scope
  const friend = await db.orm
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
    .get()
  if (!friend) throw notFound('The friend')
  if (submissionId !== undefined) await demandSubmission(scope, submissionId, friend.seq)
  const id = scope.ids()
  const now = scope.clock()
  const note = { id, accountId: account.id, friendSeq: friend.seq, submissionId, staffId: actor.staffId, body }
  await writeDeed(scope, statement(build.insert(notes).values({ ...note, createdAt: now, updatedAt: now })), {
    action: 'note.written',
    subject: submissionId ?? friendId,
    detail: { note: id, words: { from: null, to: body } },
  })
  return id
}

async function demandSubmission({ db, account }: StaffScope, id: string, friendSeq: number): Promise<void> {
  const known = await db.orm
    .select({ one: sql`1` })
    .from(submissions)
    .where(and(eq(submissions.accountId, account.id), eq(submissions.id, id), eq(submissions.friendSeq, friendSeq)))
    .get()
  if (!known) throw notFound('The submission')
}
