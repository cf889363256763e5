import type { alertKinds } from '../../../bot/health/staff-contract.ts'
import type { Texts } from '../language.ts'
import type { Tone } from '../ui/tones.ts'

/** The heading of each section, and what it tells when there is something in it. */
export const sectionWords = {
  alerts: {
    title: { ja: 'お知らせ', en: 'Alerts' },
    text: {
      ja: '確かめたら「確認済みにする」を押してください。また起きると、もう一度表示します。',
      en: 'Press “Mark as looked at” when you have; it comes back when it happens again.',
    },
  },
  events: {
    title: { ja: '処理できなかったWebhook', en: 'Webhooks not handled' },
    text: {
      ja: 'LINEから届きましたが、処理が終わっていません。確かめたら「確認済みにする」を押してください。',
      en: 'They came from LINE, but what follows from them was not done. Press “Mark as looked at” when you have.',
    },
  },
  deliveries: {
    title: { ja: '届かなかった配信', en: 'Deliveries that did not arrive' },
    text: {
      ja: '「不明」は届いた可能性があるため、送り直しません。確かめたら「確認済みにする」を押してください。',
      en: '“Unknown” may have arrived, so it is never sent again. Press “Mark as looked at” when you have.',
    },
  },
  mails: {
    title: { ja: '送れなかったメール', en: 'Mail that was not sent' },
    text: {
      ja: '何度か試しても送れませんでした。期限のある内容のため、送り直しません。理由を確かめて「確認済みにする」を押してください。',
      en: 'Several attempts failed. What they said has expired, so they are not sent again. Press “Mark as looked at” when you have.',
    },
  },
  rules: {
    title: { ja: 'できなかった回答後の動作', en: 'What could not follow an answer' },
    text: {
      ja: '回答は受け付けていますが、フォームで決めた動作ができませんでした。フォームを直し、確かめたら「確認済みにする」を押してください。',
      en: 'The answers are kept, but what the form says should follow could not be done. Correct the form, then mark it as looked at.',
    },
  },
  jobs: {
    title: { ja: '終わらなかった処理', en: 'Work that failed' },
    text: {
      ja: '裏で行う処理が、何度か試しても終わりませんでした。もう一度実行するか、確かめたら「確認済みにする」を押してください。',
      en: 'Background work that did not succeed after several attempts. Run it again, or mark it as looked at.',
    },
  },
  excluded: {
    title: { ja: '送らなかった配信', en: 'Deliveries that were not sent' },
    text: {
      ja: '過去7日間に、返信できなくなったため送らなかったものです。費用のかかる送信には切り替えません。',
      en: 'Of the last 7 days: they could no longer be sent as a reply, and nothing that costs money is sent in its place.',
    },
  },
} as const satisfies Record<string, { title: Texts; text: Texts }>

export const eventChips = {
  failed: { tone: 'needs_person', icon: 'i-lucide-triangle-alert', label: { ja: '失敗', en: 'Failed' } },
  quarantined: { tone: 'quiet', icon: 'i-lucide-shield', label: { ja: '隔離', en: 'Quarantined' } },
} as const satisfies Record<string, { tone: Tone; icon: string; label: Texts }>

export const eventWords: Record<string, Texts> = {
  message: { ja: 'メッセージ', en: 'Message' },
  follow: { ja: '友だち追加', en: 'Follow' },
  unfollow: { ja: 'ブロック', en: 'Block' },
  postback: { ja: 'ボタン操作', en: 'Button pressed' },
  unsend: { ja: '送信取消', en: 'Message unsent' },
  malformed: { ja: '読み取れないイベント', en: 'Unreadable event' },
}

export const jobWords: Record<string, Texts> = {
  'friends.refresh-profile': { ja: 'LINEの表示名の取得', en: 'Fetching a name from LINE' },
  'insights.close-days': { ja: '1日ごとの数の集計', en: 'Counting the figures of a day' },
  'insights.count-known': { ja: '友だちについてわかっていることの集計', en: 'Counting what is known of friends' },
  'rules.work': { ja: '回答後の動作（メッセージとメール）', en: 'What follows an answer: messages and mails' },
  'talks.fetch-content': { ja: '届いた写真やファイルの取り込み', en: 'Fetching what a person sent' },
  'talks.remove-bytes': { ja: '取り消されたファイルの片づけ', en: 'Deleting files that were taken back' },
  'uploads.sweep': { ja: '使われていないファイルの片づけ', en: 'Clearing away files that no answer names' },
  'uploads.remove-bytes': { ja: '使われていないファイルの削除', en: 'Deleting files that no answer names' },
}

export const mailWords: Record<'link_code' | 'sign_in_link' | 'invitation' | 'notice', Texts> = {
  notice: { ja: 'スタッフへのお知らせ', en: 'Notice for staff' },
  link_code: { ja: '会員ログインの確認コード', en: 'One-time code for the member login' },
  sign_in_link: { ja: 'スタッフのログイン用リンク', en: 'Sign-in link for staff' },
  invitation: { ja: 'スタッフへの招待', en: 'Invitation for staff' },
}

export const alertWords: Record<(typeof alertKinds)[number], { label: Texts; todo: Texts }> = {
  webhook_refused: {
    label: { ja: '受け付けなかったWebhookがあります', en: 'Webhooks were refused' },
    todo: {
      ja: 'チャネルシークレットが正しいか、LINE Developersで確かめてください。心当たりがなければ、第三者からの送信です。',
      en: 'Please compare the channel secret with the LINE Developers Console. If it is right, somebody else sent them.',
    },
  },
  id_token_reused: {
    label: { ja: '同じIDトークンが何度も使われました', en: 'One ID token was used many times' },
    todo: {
      ja: 'なりすましの可能性があります。その友だちのLIFFの利用を終了してください。',
      en: "Somebody may pose as this person. Please end the friend's mini-app sessions.",
    },
  },
  link_guessing: {
    label: { ja: '会員ログインで何度も間違いがありました', en: 'Somebody keeps guessing at the member login' },
    todo: {
      ja: '総当たりの可能性があります。しばらくの間ログインを止めています。本人からの問い合わせがあれば、会員番号を確かめてください。',
      en: 'Somebody may be trying numbers. The login is held back for a while; if the person asks, please check their number with them.',
    },
  },
  api_refused: {
    label: { ja: 'APIキーの利用を断りました', en: 'An API key was refused' },
    todo: {
      ja: '期限切れや失効したキーが、まだ使われているかもしれません。「設定 → API・Webhook」で確かめてください。',
      en: 'A key that has expired or was revoked may still be in use. Please look under Settings → API and webhooks.',
    },
  },
  endpoint_disabled: {
    label: { ja: 'Webhookの送信を停止しました', en: 'A webhook endpoint was switched off' },
    todo: {
      ja: '受け取り側を確かめて、「設定 → API・Webhook」で再開してください。失敗した分は送り直せます。',
      en: 'Please look after the receiver, then let it go on under Settings → API and webhooks; what failed can be replayed.',
    },
  },
  line_unreachable: {
    label: { ja: 'LINEにつながりません', en: 'LINE cannot be reached' },
    todo: {
      ja: 'サーバーのネットワークと、LINEの障害情報を確かめてください。',
      en: "Please check the server's network, and LINE's status page.",
    },
  },
}
