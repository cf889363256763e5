import { eq } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { customers } from '../../db/schema/index.ts'
import { recordConsent } from '../consents/record.ts'
import type { Language } from '../forms/contract.ts'
import type { Scope } from '../scope.ts'
import { changeAttempt, memberLoginOf, ownAttempt, refuse, viewOf, type Attempt } from './attempt.ts'
import { conflictWith } from './conflict.ts'
import type { LinkView } from './contract.ts'
import { linkStatements } from './link.ts'
import { tiesOf } from './tie.ts'
import { consentText } from './words.ts'

const racesMax = 5

/**
 * Ties the person to the member whom they have proven to be, once they agreed to the words that were shown. A member
 * who is tied to somebody else becomes a conflict for staff; nothing is overwritten. Doing it again tells the same.
 * @throws invalid with a `LinkRefusal`
 */
export async function agreeToTie(
  scope: Scope,
  { id, uid, version, language }: { id: string; uid: string; version: string; language: Language },
): Promise<LinkView> {
  const login = memberLoginOf(scope)
  for (let races = 0; ; races++) {
    const attempt = await ownAttempt(scope, { id, uid })
    if (attempt.state === 'conflict') return viewOf(scope, attempt)
    if (attempt.customerSeq === null) throw refuse('expired')
    const { ofFriend, ofMember } = await tiesOf(scope, { ...attempt, customerSeq: attempt.customerSeq })
    const mine = ofFriend !== undefined && ofFriend.id === ofMember?.id
    // A tie that has ended since is not made again by an old attempt.
    if (attempt.state === 'linked' && mine) return viewOf(scope, attempt)
    if (attempt.state !== 'proven') throw refuse('expired')
    if (version !== login.consentVersion) throw refuse('consent_changed')
    if (ofFriend && !mine) throw refuse('already_linked')
    const text = consentText(login, scope.account.name, language)
    const agreed = recordConsent(scope, { uid, purpose: 'link', act: 'given', version, text, language, mouth: 'liff' })
    const state = ofMember && !mine ? ('conflict' as const) : ('linked' as const)
    const next = { state, linkedAt: state === 'linked' ? scope.clock() : null }
    const effects = mine
      ? []
      : ofMember
        ? [conflictWith(scope, uid, attempt, ofMember)]
        : await tie(scope, uid, attempt)
    try {
      await scope.db.write([changeAttempt(attempt, next), agreed, ...effects])
      scope.kick()
      return await viewOf(scope, { ...attempt, ...next })
    } catch (error) {
      if (!isGuardFailure(error) || races >= racesMax) throw error
    }
  }
}

async function tie(scope: Scope, uid: string, { customerSeq, method }: Attempt): Promise<Statement[]> {
  const member = await scope.db.orm
    .select({ memberId: customers.memberId })
    .from(customers)
    .where(eq(customers.seq, customerSeq ?? -1))
    .get()
  if (!member?.memberId || !method) throw refuse('expired')
  return linkStatements(scope, { uid, memberId: member.memberId, method, proof: 'id_token' })
}
