import type { Texts } from '../forms/contract.ts'
import { isRehearsal } from '../settings.ts'
import type { Finding, Ground } from './contract.ts'
import { settingName, type SettingName } from './setting-names.ts'

const localHost = /^(localhost|127\.|0\.0\.0\.0|\[::1\])/

/** Whether the settings name everything that connecting needs. */
export function checkSettings(ground: Ground): Finding[] {
  const { settings } = ground
  const findings = [...ofChannels(ground), ...ofAddress(ground), ...ofSimulator(ground)]
  if (findings.every(({ state }) => state === 'look'))
    findings.push({ state: 'ok', text: { ja: '設定がそろっています', en: 'The settings are complete' } })
  if (settings.MUSUBI_DEMO === 'on' && ground.account.id === 'main')
    findings.push({
      state: 'warn',
      text: {
        ja: 'MUSUBI_DEMO=on です。見本の会員（M0001〜M0020）の暗証番号は公開されているため、誰でもその会員としてログインできます',
        en: 'MUSUBI_DEMO=on: the PIN of the sample members (M0001 to M0020) is published, so anybody can log in as one of them',
      },
      todo: {
        ja: '試し終えたら MUSUBI_DEMO=off にし、見本の会員を削除してください',
        en: 'When you have tried it, set MUSUBI_DEMO=off and remove the sample members',
      },
    })
  return findings
}

function ofChannels({ account, place }: Ground): Finding[] {
  const needed: Record<SettingName, string | null> = {
    LINE_CHANNEL_ID: account.channelId,
    LINE_CHANNEL_SECRET: account.channelSecret,
    LINE_LOGIN_CHANNEL_ID: account.loginChannelId,
    LINE_LOGIN_CHANNEL_SECRET: account.loginChannelSecret,
  }
  const named = (one: string) => settingName(place, one as SettingName)
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [named(name)]))
  if (missing.length > 0) return [ofMissing(missing, place)]
  if (account.channelId !== account.loginChannelId) return []
  const [bot, login] = [named('LINE_CHANNEL_ID'), named('LINE_LOGIN_CHANNEL_ID')]
  return [
    {
      state: 'stop',
      text: { ja: `${bot.ja} と ${login.ja} が同じです`, en: `${bot.en} and ${login.en} are the same` },
      todo: {
        ja: 'Messaging API と LINEログイン は別のチャネルです。同じプロバイダーに両方作ってください',
        en: 'Messaging API and LINE Login are two channels; make both under one provider',
      },
    },
  ]
}

const ofMissing = (missing: Texts[], place: Ground['place']): Finding => ({
  state: 'stop',
  text: {
    ja: `設定がありません：${missing.map(({ ja }) => ja).join('、')}`,
    en: `Settings are missing: ${missing.map(({ ja, en }) => en ?? ja).join(', ')}`,
  },
  todo: {
    ja: `${place === 'env' ? '.env に書いて' : '入力して'}ください。値は LINE Developersコンソールの各チャネルの「チャネル基本設定」にあります`,
    en: `${place === 'env' ? 'Write them into .env' : 'Fill them in'}; they stand in “Basic settings” of each channel in the LINE Developers console`,
  },
})

function ofAddress(ground: Ground): Finding[] {
  const { PUBLIC_URL } = ground.settings
  const { protocol, hostname } = new URL(PUBLIC_URL)
  if (isRehearsal(ground.settings) || (protocol === 'https:' && !localHost.test(hostname))) return []
  return [
    {
      state: 'stop',
      text: {
        ja: `PUBLIC_URL は https の公開アドレスにしてください（今は ${PUBLIC_URL}）`,
        en: `PUBLIC_URL must be a public https address (now ${PUBLIC_URL})`,
      },
      todo: {
        ja: '例：PUBLIC_URL=https://crm.example.com',
        en: 'For example PUBLIC_URL=https://crm.example.com',
      },
    },
  ]
}

function ofSimulator(ground: Ground): Finding[] {
  const { settings, place, serves } = ground
  if (settings.MUSUBI_SIMULATOR !== 'on' && !isRehearsal(ground.settings)) return []
  if (place === 'env')
    return [
      {
        state: 'stop',
        text: { ja: 'シミュレーターがオンです', en: 'The simulator is on' },
        todo: { ja: 'MUSUBI_SIMULATOR=on を外してください', en: 'Take MUSUBI_SIMULATOR=on away' },
      },
    ]
  return [
    {
      // What the simulator stands in for can be looked at there; a real channel is unknown to it.
      state: serves ? 'look' : 'stop',
      text: {
        ja: 'シミュレーターがオンのため、本物のLINEにはつながっていません',
        en: 'The simulator is on: this is not the real LINE',
      },
      todo: {
        ja: 'サーバーの設定で PUBLIC_URL を https の公開アドレス、MUSUBI_SIMULATOR を off にして、起動し直してください',
        en: 'Set PUBLIC_URL to a public https address and MUSUBI_SIMULATOR to off on the server, and start it again',
      },
    },
  ]
}
