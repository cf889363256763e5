import { and, desc, eq } from 'drizzle-orm'
import { consents, friends } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { Texts } from '../forms/contract.ts'
import { formByKey } from '../forms/load.ts'
import type { Me } from '../identity-links/contract.ts'
import type { Scope } from '../scope.ts'
import { recordConsent } from './record.ts'
import { aboutLink, aboutMessages } from './words.ts'

const shownMax = 100

/** What a person agreed to and withdrew in this account, newest first. */
export async function ownConsents(scope: Scope, uid: string): Promise<Me['consents']> {
  const rows = await newestFirst(scope, uid)
  const newest = new Map(rows.toReversed().map(({ id, purpose }) => [purpose, id]))
  const abouts = new Map<string, Texts>()
  for (const { purpose } of rows) if (!abouts.has(purpose)) abouts.set(purpose, await aboutOf(scope, purpose))
  return rows.map(({ id, purpose, act, version, text, at }) => ({
    purpose,
    about: abouts.get(purpose)!,
    act,
    version,
    text,
    at,
    // The tie is withdrawn by unlinking, messages by stopping them.
    canWithdraw: act === 'given' && purpose.startsWith('form:') && newest.get(purpose) === id,
  }))
}

/**
 * Withdraws what a person agreed to in a form.
 * @throws not_found when they never did, conflict for what is withdrawn in another way
 */
export async function withdrawOwnConsent(
  scope: Scope,
  { uid, purpose }: { uid: string; purpose: string },
): Promise<void> {
  if (!purpose.startsWith('form:')) throw conflict('This is withdrawn in another way', { reason: 'other_way' })
  const newest = (await newestFirst(scope, uid)).find((row) => row.purpose === purpose)
  if (!newest) throw notFound('This consent')
  if (newest.act === 'withdrawn') return
  const { version, text, language } = newest
  await scope.db.write([
    recordConsent(scope, { uid, purpose, act: 'withdrawn', version, text, language, mouth: 'liff' }),
  ])
}

const newestFirst = ({ db, account }: Scope, uid: string) =>
  db.orm
    .select({
      id: consents.id,
      purpose: consents.purpose,
      act: consents.act,
      version: consents.version,
      text: consents.text,
      language: consents.language,
      at: consents.at,
    })
    .from(consents)
    .innerJoin(friends, eq(friends.seq, consents.friendSeq))
    .where(and(eq(friends.accountId, account.id), eq(friends.uid, uid)))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(shownMax)

async function aboutOf(scope: Scope, purpose: string): Promise<Texts> {
  if (purpose === 'link') return aboutLink
  if (purpose === 'messages') return aboutMessages
  const key = purpose.split(':')[1] ?? ''
  return (await formByKey(scope, key))?.definition.title ?? { ja: key }
}
