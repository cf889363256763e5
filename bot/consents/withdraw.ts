import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { consents, friends } from '../../db/schema/index.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'

/**
 * The statement by which what a person agreed to holds no longer, with the words that they had agreed to. Where nothing
 * was agreed to, or it was withdrawn before, it adds nothing.
 * @param mouth `staff` where a member of staff ended what the agreement was for
 */
export const withdrawConsent = (
  scope: Scope,
  { uid, purpose, mouth }: { uid: string; purpose: string; mouth: 'liff' | 'chat' | 'staff' },
): Statement =>
  statement(
    build.insert(consents).select(sql`
      select ${scope.ids()}, account_id, friend_seq, purpose, 'withdrawn', version, text, language, ${mouth}, ${scope.clock()}
      from (
        select * from ${consents}
        where ${consents.accountId} = ${scope.account.id} and ${consents.purpose} = ${purpose}
          and ${consents.friendSeq} = (select ${friends.seq} from ${friends} where ${isFriend(scope, uid)})
        order by ${consents.at} desc, ${consents.id} desc limit 1
      ) where act = 'given'`),
  )
