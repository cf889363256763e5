import type { Scope } from '../../scope.ts'

/** As much of a scope as calling LINE needs: which channel, and the way out. */
export type LineChannel = Pick<Scope, 'settings' | 'fetch' | 'clock' | 'lineTokens'> & {
  account: Pick<Scope['account'], 'id' | 'channelId' | 'channelSecret'>
}

/** The account's LINE Login channel: it has tokens of its own, and the calls about LIFF apps and consent are its. */
export const loginChannelOf = <S extends LineChannel>(
  scope: S & { account: Pick<Scope['account'], 'loginChannelId' | 'loginChannelSecret'> },
): LineChannel => ({
  settings: scope.settings,
  fetch: scope.fetch,
  clock: scope.clock,
  lineTokens: scope.lineTokens,
  account: {
    // Tokens are kept by this id: those of the two channels must not be mixed up.
    id: `${scope.account.id}/login`,
    channelId: scope.account.loginChannelId,
    channelSecret: scope.account.loginChannelSecret,
  },
})
