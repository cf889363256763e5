import { and, desc, eq } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { consents, friends } from '../../db/schema/index.ts'
import { inLanguage, type Language } from '../forms/contract.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'
import { recordConsent } from './record.ts'
import { remindersStopped, remindersVersion, remindersWelcome } from './words.ts'

const purpose = 'reminders'

/** Whether a person said that they do not want to be reminded of half-filled forms; the newest word about it holds. */
export async function hasStoppedReminders(scope: Scope, uid: string): Promise<boolean> {
  const row = await scope.db.orm
    .select({ act: consents.act })
    .from(consents)
    .innerJoin(friends, eq(friends.seq, consents.friendSeq))
    .where(and(isFriend(scope, uid), eq(consents.purpose, purpose)))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(1)
    .get()
  return row?.act === 'withdrawn'
}

/** The statement by which a person stops reminders, or takes them again. */
export const sayReminders = (
  scope: Scope,
  { uid, stopped, language, mouth }: { uid: string; stopped: boolean; language: Language; mouth: 'liff' | 'chat' },
): Statement =>
  recordConsent(scope, {
    ...{ uid, purpose, act: stopped ? 'withdrawn' : 'given', version: remindersVersion, language, mouth },
    text: inLanguage(stopped ? remindersStopped : remindersWelcome, language),
  })

/** Stops reminders or takes them again, on the person's own page. Saying it twice changes nothing. */
export async function chooseReminders(
  scope: Scope,
  wanted: { uid: string; stopped: boolean; language: Language },
): Promise<void> {
  if ((await hasStoppedReminders(scope, wanted.uid)) === wanted.stopped) return
  await scope.db.write([sayReminders(scope, { ...wanted, mouth: 'liff' })])
}
