import { firstUnits } from '../../forms/cut-units.ts'
import type { Scope } from '../../scope.ts'
import { callLine } from './call.ts'
import type { LineOutcome } from './outcome.ts'

export interface LineProfile {
  displayName: string
  pictureUrl: string | null
  language: string | null
}

/** Asks LINE for a person's profile; 404 for people who block the account, are unknown or gave no consent. */
export async function fetchProfile(
  scope: Scope,
  uid: string,
): Promise<{ profile: LineProfile | null; outcome: LineOutcome }> {
  const outcome = await callLine(scope, { method: 'GET', path: `/v2/bot/profile/${uid}` })
  return { profile: outcome.kind === 'accepted' ? readProfile(outcome.body) : null, outcome }
}

function readProfile(body: string): LineProfile | null {
  try {
    const profile = JSON.parse(body) as Record<string, unknown>
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? firstUnits(value, 1000) : null)
    const displayName = text(profile['displayName'])
    if (displayName === null) return null
    return { displayName, pictureUrl: text(profile['pictureUrl']), language: text(profile['language']) }
  } catch {
    return null
  }
}
