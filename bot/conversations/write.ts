import { sql } from 'drizzle-orm'
import { build, must, template, type Statement } from '../../db/database.ts'
import { conversations } from '../../db/schema/index.ts'
import { friendSeqOf } from '../friends/learn.ts'
import type { Scope } from '../scope.ts'
import type { Situation } from './load.ts'

interface NewState {
  submissionId: string
  question: string | null
  ticked: string[]
  misunderstood: number
  saidAt: number
  lastTap: string | null
  /** The delivery that carries the question; null keeps the one before. */
  askedBy: string | null
}

const upsertConversation = template<Record<string, unknown>>(
  build
    .insert(conversations)
    .values({
      friendSeq: friendSeqOf,
      accountId: sql.placeholder('accountId'),
      state: sql.placeholder('state'),
      submissionId: sql.placeholder('submissionId'),
      questionKey: sql.placeholder('question'),
      ticked: sql.placeholder('ticked'),
      misunderstood: sql.placeholder('misunderstood'),
      saidAt: sql.placeholder('saidAt'),
      lastTap: sql.placeholder('lastTap'),
      askedBy: sql.placeholder('askedBy'),
      revision: 1,
      updatedAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate({
      target: conversations.friendSeq,
      set: {
        state: sql`excluded.state`,
        submissionId: sql`excluded.submission_id`,
        questionKey: sql`excluded.question_key`,
        ticked: sql`excluded.ticked`,
        misunderstood: sql`excluded.misunderstood`,
        saidAt: sql`max(excluded.said_at, ${conversations.saidAt})`,
        lastTap: sql`excluded.last_tap`,
        askedBy: sql`coalesce(excluded.asked_by, ${conversations.askedBy})`,
        revision: sql`${conversations.revision} + 1`,
        updatedAt: sql`excluded.updated_at`,
      },
      // Somebody else moved it since it was read: nothing changes, and `must` undoes the batch.
      setWhere: sql`${conversations.revision} = ${sql.placeholder('before')}`,
    }),
)

/** Where the conversation stands after a turn; fails when somebody else moved it since it was read. */
export function writeConversation(
  scope: Scope,
  uid: string,
  before: Situation['conversation'],
  state: NewState,
): Statement {
  const accountId = scope.account.id
  return must(
    upsertConversation({
      before: before?.revision ?? 0,
      accountId,
      uid,
      state: state.question === null ? 'idle' : 'asking',
      now: scope.clock(),
      ...state,
    }),
  )
}
