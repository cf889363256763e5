import type { Texts } from '../language.ts'

export const eventWords: Record<string, Texts> = {
  message: { ja: 'メッセージ', en: 'Message' },
  follow: { ja: '友だち追加', en: 'Follow' },
  unfollow: { ja: 'ブロック', en: 'Block' },
  postback: { ja: 'ボタン操作', en: 'Button pressed' },
  unsend: { ja: '送信取消', en: 'Message unsent' },
}

export const jobWords: Record<string, Texts> = {
  'friends.refresh-profile': { ja: 'プロフィールの取得', en: 'Fetching a profile' },
}

export const alertWords: Record<string, { icon: string; label: Texts; todo: Texts }> = {
  webhook_refused: {
    icon: 'i-lucide-shield-alert',
    label: { ja: '受け付けなかったWebhookがあります', en: 'Webhooks were refused' },
    todo: {
      ja: 'チャネルシークレットが正しいか、LINE Developersで確かめてください。心当たりがなければ、第三者からの送信です。',
      en: 'Please compare the channel secret with the LINE Developers Console. If it is right, somebody else sent them.',
    },
  },
  id_token_reused: {
    icon: 'i-lucide-user-round-search',
    label: { ja: '同じIDトークンが何度も使われました', en: 'One ID token was used many times' },
    todo: {
      ja: 'なりすましの可能性があります。その友だちのLIFFの利用を終了してください。',
      en: "Somebody may pose as this person. Please end the friend's mini-app sessions.",
    },
  },
  line_unreachable: {
    icon: 'i-lucide-cloud-off',
    label: { ja: 'LINEにつながりません', en: 'LINE cannot be reached' },
    todo: {
      ja: 'サーバーのネットワークと、LINEの障害情報を確かめてください。',
      en: "Please check the server's network, and LINE's status page.",
    },
  },
}
