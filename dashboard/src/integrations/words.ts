import type { ApiScope, CallEvent } from '../../../bot/integrations/contract.ts'
import type { Texts } from '../language.ts'
import type { Tone } from '../ui/tones.ts'
import type { Call, Endpoint } from './useIntegrations.ts'

export const scopeWords: Record<ApiScope, { name: Texts; text: Texts }> = {
  'forms:read': {
    name: { ja: 'フォームの定義', en: 'Forms' },
    text: { ja: '質問と選択肢を読みます。', en: 'Reads questions and options.' },
  },
  'submissions:read': {
    name: { ja: '回答', en: 'Responses' },
    text: {
      ja: '回答を読みます。個人情報の回答と自由記述は含みません。',
      en: 'Reads responses without personal answers and free text.',
    },
  },
  'personal:read': {
    name: { ja: '個人情報', en: 'Personal data' },
    text: {
      ja: '個人情報の回答、自由記述、会員番号も読みます。',
      en: 'Reads personal answers, free text and member numbers as well.',
    },
  },
}

export const eventWords: Record<CallEvent, Texts> = {
  'submission.finished': { ja: '回答の送信', en: 'A response was sent' },
  'submission.changed': {
    ja: '回答の変更、キャンセル待ちからの確定',
    en: 'A response was changed, or got the place it waited for',
  },
  'submission.cancelled': { ja: '回答の取り消し', en: 'A response was cancelled' },
  'submission.erased': { ja: '回答した人の消去', en: 'A person was erased' },
  'endpoint.test': { ja: 'テスト送信', en: 'A trial' },
}

interface Chip {
  tone: Tone
  icon: string
  label: Texts
}

export function endpointChip({ state, reason, failingSince }: Endpoint): Chip {
  if (state === 'disabled')
    return {
      ...{ tone: 'needs_person', icon: 'i-lucide-circle-off' },
      label:
        reason === 'gone'
          ? { ja: '停止（受け取り側の終了）', en: 'Off: the receiver is gone' }
          : { ja: '停止（5日間失敗）', en: 'Off: failed for five days' },
    }
  if (state === 'paused')
    return { tone: 'quiet', icon: 'i-lucide-circle-pause', label: { ja: '一時停止中', en: 'Paused' } }
  if (failingSince !== null)
    return { tone: 'needs_person', icon: 'i-lucide-triangle-alert', label: { ja: '届いていません', en: 'Failing' } }
  return { tone: 'done', icon: 'i-lucide-check', label: { ja: '稼働中', en: 'Working' } }
}

export const callChips: Record<Call['state'], Chip> = {
  waiting: { tone: 'waiting', icon: 'i-lucide-clock', label: { ja: '待機中', en: 'Waiting' } },
  calling: { tone: 'waiting', icon: 'i-lucide-loader', label: { ja: '送信中', en: 'Being sent' } },
  accepted: { tone: 'done', icon: 'i-lucide-check', label: { ja: '届きました', en: 'Taken' } },
  failed: { tone: 'needs_person', icon: 'i-lucide-x', label: { ja: '失敗', en: 'Failed' } },
}

const reasons: Record<string, Texts> = {
  accepted: { ja: '受け取られました', en: 'Taken' },
  status: { ja: '受け取り側がエラーを返しました', en: 'The receiver answered an error' },
  redirect: { ja: '転送を返しました（転送先には送りません）', en: 'It redirects, which is not followed' },
  gone: { ja: '受け取り側が終了を返しました（410）', en: 'The receiver is gone (410)' },
  timeout: { ja: '15秒以内に応答がありませんでした', en: 'No answer within 15 seconds' },
  refused_address: { ja: '内部のアドレスのため、送りませんでした', en: 'Not called: the address is a private one' },
  unreachable: { ja: 'つながりませんでした', en: 'It could not be reached' },
  tls: { ja: '証明書を確かめられませんでした', en: 'Its certificate is not valid' },
  endpoint_disabled: { ja: '送信先が停止しています', en: 'The endpoint is off' },
  restored: { ja: 'バックアップから戻したため、送っていません', en: 'Not sent: a backup was restored' },
  nothing_left: {
    ja: '回答が消去されたため、送るものがありません',
    en: 'The response is erased: nothing is left to tell',
  },
}

/** What became of a call or an attempt, with the status that the receiver answered. */
export function reasonText(reason: string | null, status: number | null): Texts {
  const { ja, en = ja } = reasons[reason ?? ''] ?? { ja: reason ?? '—' }
  const shown = status !== null && reason !== 'gone'
  return shown ? { ja: `${ja}（${status}）`, en: `${en} (${status})` } : { ja, en }
}

/** Why an address cannot be saved, and what to enter instead. */
export const targetWords: Record<string, Texts> = {
  no_address: {
    ja: 'URLを入力してください（例：https://example.com/hook）',
    en: 'Please enter a URL such as https://example.com/hook',
  },
  not_https: { ja: 'https:// で始まるURLを入力してください', en: 'Please enter a URL that begins with https://' },
  credentials: {
    ja: 'URLからユーザー名とパスワードを除いてください',
    en: 'Please take user name and password out of the URL',
  },
  port: { ja: 'ポートは443か8443にしてください', en: 'Please use port 443 or 8443' },
  own_address: { ja: 'Musubi自身のURLには送れません', en: 'Musubi does not call itself' },
  private_address: {
    ja: '外部から見えるURLを入力してください（内部のアドレスには送れません）',
    en: 'Please enter a public URL: private addresses are not called',
  },
}
