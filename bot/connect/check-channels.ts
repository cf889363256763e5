import { callLine } from '../channels/line/call.ts'
import type { LineChannel } from '../channels/line/channel.ts'
import { channelToken } from '../channels/line/token.ts'
import type { Finding, Ground } from './contract.ts'
import { settingName } from './setting-names.ts'

/** Whether LINE gives the channel a token: it does for the right ID and secret only. */
export async function ofToken(
  channel: LineChannel,
  name: 'LINE' | 'LINE_LOGIN',
  place: Ground['place'],
): Promise<Finding> {
  const token = await channelToken(channel)
  const what = name === 'LINE' ? { ja: 'Messaging API', en: 'Messaging API' } : { ja: 'LINEログイン', en: 'LINE Login' }
  if (token.kind === 'accepted')
    return { state: 'ok', text: { ja: `${what.ja} チャネルにつながりました`, en: `The ${what.en} channel answers` } }
  if (token.kind === 'retry')
    return {
      state: 'stop',
      text: { ja: 'LINEに接続できません', en: 'LINE cannot be reached' },
      todo: { ja: '少し待ってからやり直してください', en: 'Try again in a while' },
    }
  const [id, secret] = [settingName(place, `${name}_CHANNEL_ID`), settingName(place, `${name}_CHANNEL_SECRET`)]
  return {
    state: 'stop',
    text: { ja: `${id.ja} か ${secret.ja} が正しくありません`, en: `${id.en} or ${secret.en} is wrong` },
    todo: {
      ja: `LINE Developersコンソールの ${what.ja} チャネルの「チャネル基本設定」から写し直してください`,
      en: `Copy both again from “Basic settings” of the ${what.en} channel in the LINE Developers console`,
    },
  }
}

const howToSee = (place: Ground['place']) => {
  const [ja, en] = place === 'env' ? ['--uid=U…', '--uid=U…'] : ['「あなたのユーザーID」', '“Your user ID”']
  return {
    ja: `コンソールで両方のチャネルが同じプロバイダーの下にあり、「チャネル基本設定」の「あなたのユーザーID」が同じことを確かめてください。${ja} に LINEログインチャネル側の値を渡すと、ここで確かめられます（先に公式アカウントを友だち追加してください）`,
    en: `In the console both channels must stand under one provider and show the same “Your user ID” in “Basic settings”. Pass the one of the LINE Login channel as ${en} and it is checked here (add the account as a friend first)`,
  }
}

/** F1: a UID is one person of one provider, and no API tells the provider; but a UID of another one is unknown to the bot. */
export async function ofProvider(ground: Ground, uid: string | null): Promise<Finding> {
  if (uid === null)
    return {
      state: 'look',
      text: {
        ja: '【重要】2つのチャネルのプロバイダーが同じか、LINEのAPIでは分かりません。違うとUIDが一致せず、連携できません。あとから直せません',
        en: 'IMPORTANT: no API tells whether both channels have one provider. If not, their UIDs never match, and it cannot be changed later',
      },
      todo: howToSee(ground.place),
    }
  const found = await callLine(ground, { method: 'GET', path: `/v2/bot/profile/${encodeURIComponent(uid)}` })
  if (found.kind === 'accepted')
    return {
      state: 'ok',
      text: {
        ja: '2つのチャネルは同じプロバイダーです（UIDで確認）',
        en: 'Both channels have one provider (proven by the UID)',
      },
    }
  return {
    state: 'stop',
    text: {
      ja: 'このUIDはMessaging APIチャネルの友だちにいません。プロバイダーが違う可能性があります',
      en: 'The Messaging API channel does not know this UID: the channels may have different providers',
    },
    todo: howToSee(ground.place),
  }
}
