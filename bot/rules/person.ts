import { eq, sql } from 'drizzle-orm'
import { preparedOn } from '../../db/prepared.ts'
import { friends, talks } from '../../db/schema/index.ts'
import type { Language } from '../forms/contract.ts'
import { languageOf } from '../friends/language.ts'
import type { Scope } from '../scope.ts'

/** Whom deeds are about, and how they can be reached. */
export interface Person {
  seq: number
  uid: string
  language: Language
  /** By which they are called in LINE; null: nobody knows. */
  name: string | null
  friendship: 'unknown' | 'following' | 'blocked'
  /** When staff, who speak themselves, last did so. */
  heldAt: number | null
  /** When they stopped messages; null: they take them. */
  messagesStoppedAt: number | null
  /** The newest reply token that nobody has used, sealed, and until when it lives. */
  replyToken: string | null
  replyUntil: number | null
}

/** A friend by their UID; undefined when they were erased. */
export async function personOf(scope: Scope, uid: string): Promise<Person | undefined> {
  const row = await personBy(scope.db).get({ accountId: scope.account.id, uid })
  return row && { ...row, uid, language: languageOf(row) }
}

const personBy = preparedOn((orm) =>
  orm
    .select({
      seq: friends.seq,
      language: friends.language,
      chosenLanguage: friends.chosenLanguage,
      name: friends.displayName,
      friendship: friends.friendship,
      messagesStoppedAt: friends.messagesStoppedAt,
      heldAt: talks.heldAt,
      replyToken: talks.replyToken,
      replyUntil: talks.replyUntil,
    })
    .from(friends)
    .leftJoin(talks, eq(talks.friendSeq, friends.seq))
    .where(sql`${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')}`)
    .prepare(),
)

/** Whether something can be said for nothing at this moment. */
export const hasWindow = ({ replyToken, replyUntil }: Person, now: number): boolean =>
  replyToken !== null && replyUntil !== null && replyUntil > now
