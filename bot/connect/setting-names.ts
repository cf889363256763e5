import type { Texts } from '../forms/contract.ts'
import type { Ground } from './contract.ts'

export type SettingName =
  | 'LINE_CHANNEL_ID'
  | 'LINE_CHANNEL_SECRET'
  | 'LINE_LOGIN_CHANNEL_ID'
  | 'LINE_LOGIN_CHANNEL_SECRET'

const inDashboard: Record<SettingName, Texts> = {
  LINE_CHANNEL_ID: { ja: 'チャネルID', en: 'Channel ID' },
  LINE_CHANNEL_SECRET: { ja: 'チャネルシークレット', en: 'Channel secret' },
  LINE_LOGIN_CHANNEL_ID: { ja: 'LINEログインのチャネルID', en: 'LINE Login channel ID' },
  LINE_LOGIN_CHANNEL_SECRET: { ja: 'LINEログインのチャネルシークレット', en: 'LINE Login channel secret' },
}

/** What a setting is called where people write it. */
export const settingName = (place: Ground['place'], name: SettingName): Texts =>
  place === 'env' ? { ja: name, en: name } : inDashboard[name]
