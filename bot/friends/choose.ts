import { and, eq } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { friends } from '../../db/schema/index.ts'
import { recordConsent } from '../consents/record.ts'
import { messagesStopped, messagesVersion, messagesWelcome } from '../consents/words.ts'
import { inLanguage, type Language } from '../forms/contract.ts'
import type { Scope } from '../scope.ts'

const isThisFriend = (scope: Scope, uid: string) => and(eq(friends.accountId, scope.account.id), eq(friends.uid, uid))

/** The language that a person wants to be spoken to in, here and in the chat; it outranks LINE's. */
export async function chooseLanguage(scope: Scope, { uid, language }: { uid: string; language: Language }) {
  await scope.db.write([
    must(statement(build.update(friends).set({ chosenLanguage: language }).where(isThisFriend(scope, uid)))),
  ])
}

/** Stops messages, or takes them again; what was said is kept as a consent. Saying it twice changes nothing. */
export async function chooseMessages(
  scope: Scope,
  { uid, stopped, language }: { uid: string; stopped: boolean; language: Language },
) {
  const friend = await scope.db.orm
    .select({ stoppedAt: friends.messagesStoppedAt })
    .from(friends)
    .where(isThisFriend(scope, uid))
    .get()
  if ((friend?.stoppedAt !== null) === stopped) return
  const messagesStoppedAt = stopped ? scope.clock() : null
  await scope.db.write([
    must(statement(build.update(friends).set({ messagesStoppedAt }).where(isThisFriend(scope, uid)))),
    recordConsent(scope, {
      uid,
      purpose: 'messages',
      act: stopped ? 'withdrawn' : 'given',
      version: messagesVersion,
      text: inLanguage(stopped ? messagesStopped : messagesWelcome, language),
      language,
      mouth: 'liff',
    }),
  ])
}
