import type { MainAccount } from '../accounts/write-main.ts'
import type { Settings } from '../settings.ts'

/** Account `main` as the settings describe it: a real channel, or none yet. */
export const accountOfSettings = (settings: Settings): MainAccount => ({
  name: 'LINE公式アカウント',
  channelId: settings.LINE_CHANNEL_ID ?? null,
  channelSecret: settings.LINE_CHANNEL_SECRET ?? null,
  loginChannelId: settings.LINE_LOGIN_CHANNEL_ID ?? null,
  loginChannelSecret: settings.LINE_LOGIN_CHANNEL_SECRET ?? null,
  liffId: settings.LIFF_ID ?? null,
})
