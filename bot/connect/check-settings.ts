import type { Finding, Ground } from './contract.ts'

const localHost = /^(localhost|127\.|0\.0\.0\.0|\[::1\])/

/** Whether the settings name everything that connecting needs. */
export function checkSettings({ settings, account }: Ground): Finding[] {
  const needed = {
    LINE_CHANNEL_ID: account.channelId,
    LINE_CHANNEL_SECRET: account.channelSecret,
    LINE_LOGIN_CHANNEL_ID: account.loginChannelId,
    LINE_LOGIN_CHANNEL_SECRET: account.loginChannelSecret,
  }
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]))
  const findings: Finding[] = []
  if (missing.length > 0)
    findings.push({
      state: 'stop',
      text: { ja: `設定がありません：${missing.join('、')}`, en: `Settings are missing: ${missing.join(', ')}` },
      todo: {
        ja: '.env に書いてください。値は LINE Developersコンソールの各チャネルの「チャネル基本設定」にあります',
        en: 'Write them into .env; they stand in “Basic settings” of each channel in the LINE Developers console',
      },
    })
  else if (account.channelId === account.loginChannelId)
    findings.push({
      state: 'stop',
      text: {
        ja: 'LINE_CHANNEL_ID と LINE_LOGIN_CHANNEL_ID が同じです',
        en: 'LINE_CHANNEL_ID and LINE_LOGIN_CHANNEL_ID are the same',
      },
      todo: {
        ja: 'Messaging API と LINEログイン は別のチャネルです。同じプロバイダーに両方作ってください',
        en: 'Messaging API and LINE Login are two channels; make both under one provider',
      },
    })
  const { protocol, hostname } = new URL(settings.PUBLIC_URL)
  if (protocol !== 'https:' || localHost.test(hostname))
    findings.push({
      state: 'stop',
      text: {
        ja: `PUBLIC_URL は https の公開アドレスにしてください（今は ${settings.PUBLIC_URL}）`,
        en: `PUBLIC_URL must be a public https address (now ${settings.PUBLIC_URL})`,
      },
      todo: {
        ja: '例：PUBLIC_URL=https://crm.example.com',
        en: 'For example PUBLIC_URL=https://crm.example.com',
      },
    })
  if (settings.MUSUBI_SIMULATOR === 'on')
    findings.push({
      state: 'stop',
      text: { ja: 'シミュレーターがオンです', en: 'The simulator is on' },
      todo: { ja: 'MUSUBI_SIMULATOR=on を外してください', en: 'Take MUSUBI_SIMULATOR=on away' },
    })
  if (findings.length === 0)
    findings.push({ state: 'ok', text: { ja: '設定がそろっています', en: 'The settings are complete' } })
  if (settings.MUSUBI_DEMO === 'on')
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
