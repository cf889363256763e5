import { isGuardFailure } from '../../db/guard.ts'
import type { Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'
import { changeAttempt, keptIn, ownAttempt, refuse, viewOf } from './attempt.ts'
import type { LinkView } from './contract.ts'
import { claimProven, countCode } from './limits.ts'

/**
 * Proves the claimed member by the code that was mailed. Whoever claimed nobody has a code too, and it is always wrong.
 * @throws invalid with a `LinkRefusal`, limit_reached after five tries
 */
export async function proveCode(
  scope: Scope,
  { id, uid, address, code }: { id: string; uid: string; address: string; code: string },
): Promise<LinkView> {
  const attempt = await ownAttempt(scope, { id, uid })
  if (attempt.state === 'proven') return viewOf(scope, attempt)
  if (attempt.state !== 'code_sent' || attempt.codeExpiresAt === null) throw refuse('expired')
  await countCode(scope, { uid, address })
  const now = scope.clock()
  if (attempt.codeExpiresAt <= now) throw refuse('code_expired')
  const typed = code.normalize('NFKC').replace(/\D/g, '')
  const { hash, key } = keptIn(attempt)
  const fits = (await sha256Hex(`${attempt.id} ${typed}`)) === hash
  if (!fits || attempt.customerSeq === null) throw refuse('code_wrong')
  const next = { state: 'proven' as const, provenAt: now, codeHash: null, codeExpiresAt: null }
  const proven = await claimProven(scope, { uid, key, customerSeq: attempt.customerSeq }, address)
  try {
    await scope.db.write([changeAttempt(attempt, next), proven])
  } catch (error) {
    throw isGuardFailure(error) ? refuse('expired') : error
  }
  return viewOf(scope, { ...attempt, ...next })
}
