import { sql } from 'drizzle-orm'
import { preparedOn } from '../../db/prepared.ts'
import { conversations, deliveries, forms, friends, submissions, talks } from '../../db/schema/index.ts'
import { definitionOf } from '../forms/definition.ts'
import type { Draft } from '../forms/draft.ts'
import { draftColumns, draftOf, type DraftRow } from '../forms/load.ts'
import type { KnownFriend } from '../friends/learn.ts'
import type { Scope } from '../scope.ts'

/** A friend, the conversation and the run in it, read in one round trip. */
export interface Situation {
  friend: KnownFriend | null
  conversation: {
    question: string | null
    ticked: string[]
    misunderstood: number
    revision: number
    updatedAt: number
    saidAt: number
    lastTap: string | null
    arrived: boolean
    /** The delivery with the question, while it waits to be sent again. */
    waitingReply: string | null
  } | null
  run: Draft | null
  /** When staff last spoke themselves while a survey ran, and when they handed back. */
  hold: { heldAt: number | null; handedBackAt: number | null }
  /** Whether what was said may be the keyword of a form. */
  mayStart: boolean
}

const situationOn = preparedOn((orm) =>
  orm
    .select({
      friend: {
        seq: friends.seq,
        id: friends.id,
        displayName: friends.displayName,
        language: friends.language,
        chosenLanguage: friends.chosenLanguage,
        profileFetchedAt: friends.profileFetchedAt,
        lastSeenAt: friends.lastSeenAt,
      },
      conversation: {
        state: conversations.state,
        question: conversations.questionKey,
        ticked: conversations.ticked,
        misunderstood: conversations.misunderstood,
        revision: conversations.revision,
        updatedAt: conversations.updatedAt,
        saidAt: conversations.saidAt,
        lastTap: conversations.lastTap,
        askedBy: conversations.askedBy,
      },
      // A token that was found used was used by us: the call before it had arrived.
      asked: sql<
        string | null
      >`(select case when ${deliveries.reason} = 'reply_token_used' then 'accepted' else ${deliveries.state} end from ${deliveries} where ${deliveries.id} = ${conversations.askedBy})`,
      run: draftColumns,
      // First the key: Drizzle takes a joined row for missing when its first column is null.
      hold: { seq: talks.friendSeq, heldAt: talks.heldAt, handedBackAt: talks.handedBackAt },
      named: sql<
        string | null
      >`(select id from forms where account_id = ${friends.accountId} and keyword = ${sql.placeholder('keyword')})`,
    })
    .from(friends)
    .leftJoin(conversations, sql`${conversations.friendSeq} = ${friends.seq}`)
    .leftJoin(talks, sql`${talks.friendSeq} = ${friends.seq}`)
    .leftJoin(submissions, sql`${submissions.id} = ${conversations.submissionId}`)
    .leftJoin(forms, sql`${forms.id} = ${submissions.formId}`)
    .where(sql`${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')}`)
    .prepare(),
)

const notHeld = { heldAt: null, handedBackAt: null }

/**
 * Reads what the next turn with a person depends on.
 * @param keyword what was said, folded, where it is short enough for one
 */
export async function loadSituation(scope: Scope, uid: string, keyword: string | null): Promise<Situation> {
  const row = await situationOn(scope.db).get({ accountId: scope.account.id, uid, keyword })
  if (!row) return { friend: null, conversation: null, run: null, hold: notHeld, mayStart: keyword !== null }
  const { conversation, run, asked } = row
  const definition = run.id === null ? null : await definitionOf(scope.db, run.formId!, run.version!)
  return {
    friend: row.friend,
    conversation: conversation && {
      question: conversation.state === 'asking' ? conversation.question : null,
      ticked: conversation.ticked,
      misunderstood: conversation.misunderstood,
      revision: conversation.revision,
      updatedAt: conversation.updatedAt,
      saidAt: conversation.saidAt,
      lastTap: conversation.lastTap,
      // One that waits for its next attempt may have arrived; whoever goes on has seen it.
      arrived: asked === null || !['failed', 'excluded', 'unknown'].includes(asked),
      waitingReply: asked === 'waiting' ? conversation.askedBy : null,
    },
    run: definition && draftOf(run as DraftRow, definition, scope.clock()),
    hold: row.hold ?? notHeld,
    mayStart: row.named !== null,
  }
}
