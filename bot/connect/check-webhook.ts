import { testEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Finding, Ground } from './contract.ts'

export const webhookUrlOf = ({ settings, account }: Pick<Ground, 'settings' | 'account'>): string =>
  `${settings.PUBLIC_URL}/webhook/${account.id}`

/** LINE calls the address itself: what counts is that it comes through from outside. */
export async function ofReach(ground: Ground): Promise<Finding> {
  const test = await testEndpoint(ground, webhookUrlOf(ground))
  if (test?.success)
    return { state: 'ok', text: { ja: 'LINEからWebhookに届きます', en: 'LINE reaches the webhook from outside' } }
  return {
    state: 'stop',
    text: {
      ja: `LINEからWebhookに届きません（${test ? `${test.reason} ${test.statusCode}` : '確認できませんでした'}）`,
      en: `LINE does not reach the webhook (${test ? `${test.reason} ${test.statusCode}` : 'could not be tested'})`,
    },
    todo: {
      ja: 'PUBLIC_URL が外から https で開け、証明書が公的な認証局のものか確かめてください',
      en: 'PUBLIC_URL must be open to the outside by https with a certificate of a public authority',
    },
  }
}

/** Switches of the console that no API turns. */
export function ofSwitches(active: boolean | null): Finding[] {
  return [
    ...(active === false
      ? [
          {
            state: 'warn' as const,
            text: { ja: '「Webhookの利用」がオフです', en: '“Use webhook” is off' },
            todo: {
              ja: 'コンソールの Messaging API設定 で「Webhookの利用」をオンにしてください',
              en: 'Turn on “Use webhook” in the console under “Messaging API”',
            },
          },
        ]
      : []),
    {
      state: 'look',
      text: {
        ja: 'LINEログインチャネルの公開とリンクは、LINEのAPIでは分かりません',
        en: 'No API tells whether the LINE Login channel is published and linked',
      },
      todo: {
        ja: 'コンソールの LINEログイン チャネルで、「リンクされたLINE公式アカウント」にこのアカウントを選び、状態を「公開済み」にしてください（「開発中」では管理者しか使えません）',
        en: 'In the LINE Login channel choose this account as “Linked LINE Official Account”, and publish the channel (in “Developing” only its admins can use it)',
      },
    },
    {
      state: 'look',
      text: {
        ja: '「Webhookの再送」がオンか、LINEのAPIでは分かりません',
        en: 'No API tells whether “Webhook redelivery” is on',
      },
      todo: {
        ja: 'コンソールの Messaging API設定 で「Webhookの再送」をオンにしてください。サーバーが止まっていた間の回答も届きます',
        en: 'Turn it on in the console under “Messaging API”, so that answers also arrive that came while the server was down',
      },
    },
  ]
}
