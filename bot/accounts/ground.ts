import type { Ground, Journal } from '../connect/contract.ts'
import type { Deps } from '../deps.ts'
import type { Account } from './account.ts'

/**
 * What the checks and steps of `npm run line:connect` work with, for an account of the dashboard: what was there before a
 * run is not kept beyond it, and what it finds out is written into the account.
 */
export function groundOf(
  { settings, fetch, clock, lineTokens }: Pick<Deps, 'settings' | 'fetch' | 'clock' | 'lineTokens'>,
  account: Pick<Account, 'id' | 'channelId' | 'channelSecret' | 'loginChannelId' | 'loginChannelSecret' | 'liffId'>,
  { serves }: { serves: boolean },
): Ground {
  let journal: Journal | null = null
  return {
    settings: { ...settings, LIFF_ID: account.liffId ?? undefined },
    ...{ fetch, clock, lineTokens, account, serves },
    place: 'dashboard',
    menusFor: () => [],
    journal: { read: () => journal, write: (next) => void (journal = next) },
    writeLiffId: null,
  }
}
