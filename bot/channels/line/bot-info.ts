import { callLine } from './call.ts'
import type { LineChannel } from './channel.ts'

export interface BotInfo {
  /** The bot's own user ID: what `destination` of its webhooks says. */
  userId: string
  basicId: string | null
  displayName: string | null
}

/** Asks LINE who the account's bot is; null when LINE did not answer or did not take the credentials. */
export async function fetchBotInfo(scope: LineChannel): Promise<BotInfo | null> {
  const outcome = await callLine(scope, { method: 'GET', path: '/v2/bot/info' })
  if (outcome.kind !== 'accepted') return null
  try {
    const { userId, basicId, displayName } = JSON.parse(outcome.body) as Record<string, unknown>
    if (typeof userId !== 'string') return null
    return {
      userId,
      basicId: typeof basicId === 'string' ? basicId : null,
      displayName: typeof displayName === 'string' ? displayName : null,
    }
  } catch {
    return null
  }
}
