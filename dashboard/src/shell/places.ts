import type { Role } from '../../../bot/staff/contract.ts'
import type { Texts } from '../language.ts'

export interface Place {
  /** Its address below the account's. An entry is shown once this address has a page. */
  name: string
  icon: string
  label: Texts
  /** How the label is read, so that it is found before it is converted. */
  reading: string
  /** For the bar at the foot of a phone. */
  short: Texts
  /** The key that leads here after `g`. */
  key: string
}

/** The entries of the rail, in the order that experience set once and for all. */
export const places: Place[] = [
  {
    ...{ name: 'home', icon: 'i-lucide-house', key: 'h' },
    label: { ja: 'ホーム', en: 'Home' },
    reading: 'ほーむ',
    short: { ja: 'ホーム', en: 'Home' },
  },
  {
    ...{ name: 'talks', icon: 'i-lucide-messages-square', key: 't' },
    label: { ja: 'トーク', en: 'Inbox' },
    reading: 'とーく いんぼっくす',
    short: { ja: 'トーク', en: 'Inbox' },
  },
  {
    ...{ name: 'submissions', icon: 'i-lucide-clipboard-list', key: 'r' },
    label: { ja: '回答・申込', en: 'Responses' },
    reading: 'かいとう もうしこみ',
    short: { ja: '回答', en: 'Responses' },
  },
  {
    ...{ name: 'friends', icon: 'i-lucide-users-round', key: 'p' },
    label: { ja: '友だち・会員', en: 'People' },
    reading: 'ともだち かいいん ひと',
    short: { ja: '友だち', en: 'People' },
  },
  {
    ...{ name: 'forms', icon: 'i-lucide-list-checks', key: 'f' },
    label: { ja: 'フォーム', en: 'Forms' },
    reading: 'ふぉーむ あんけーと',
    short: { ja: 'フォーム', en: 'Forms' },
  },
]

/** Those of the rail that have room at the foot of a phone; the others are behind 「もっと」. */
export const atFoot = new Set(['home', 'talks', 'submissions', 'friends'])

export const settings: Place = {
  ...{ name: 'settings', icon: 'i-lucide-settings', key: 's' },
  label: { ja: '設定', en: 'Settings' },
  reading: 'せってい',
  short: { ja: '設定', en: 'Settings' },
}

export const more: Place = {
  ...{ name: 'more', icon: 'i-lucide-ellipsis', key: 'm' },
  label: { ja: 'もっと', en: 'More' },
  reading: 'もっと',
  short: { ja: 'もっと', en: 'More' },
}

export interface SettingsPlace {
  /** Its address below `settings/`. An entry is shown once this address has a page. */
  name: string
  icon: string
  label: Texts
  /** How the label is read, so that it is found before it is converted. */
  reading: string
  /** What is decided there, in one sentence. */
  text: Texts
  /** Whoever may do less does not see the entry. */
  least?: Role
}

/** The second level of the settings, in groups. */
export const settingsGroups: { label: Texts; places: SettingsPlace[] }[] = [
  {
    label: { ja: 'LINE公式アカウント', en: 'LINE account' },
    places: [
      {
        ...{ name: 'line', icon: 'i-lucide-plug' },
        label: { ja: 'LINE接続', en: 'LINE connection' },
        reading: 'らいんせつぞく ちゃねる',
        text: { ja: 'チャネルの接続と確認、シークレットの入れ替え', en: 'Connect, check, and rotate secrets' },
      },
      {
        ...{ name: 'greeting', icon: 'i-lucide-hand' },
        label: { ja: 'あいさつ・キーワード', en: 'Greeting and keywords' },
        reading: 'あいさつ きーわーど',
        text: {
          ja: '友だち追加のときの言葉と、フォームを始める言葉',
          en: 'What a new friend reads, and words that start a form',
        },
      },
      {
        ...{ name: 'rich-menus', icon: 'i-lucide-layout-grid' },
        label: { ja: 'リッチメニュー', en: 'Rich menus' },
        reading: 'りっちめにゅー',
        text: { ja: 'トーク画面の下に出るメニュー', en: 'The menu under the chat' },
      },
    ],
  },
  {
    label: { ja: '会員とID連携', en: 'Members and linking' },
    places: [
      {
        ...{ name: 'member-login', icon: 'i-lucide-log-in' },
        label: { ja: '会員ログイン', en: 'Member login' },
        reading: 'かいいんろぐいん',
        text: { ja: '会員が自分を確かめて、LINEとつなぐ画面', en: 'Where members prove themselves and connect' },
      },
      {
        ...{ name: 'members', icon: 'i-lucide-id-card' },
        label: { ja: '会員の取り込み', en: 'Member import' },
        reading: 'かいいんのとりこみ',
        text: { ja: '会員のファイルの取り込みと、申し出の重なり', en: 'Import members, and decide who is who' },
      },
      {
        ...{ name: 'fields', icon: 'i-lucide-tags' },
        label: { ja: '項目とタグ', en: 'Fields and tags' },
        reading: 'こうもくとたぐ ぞくせい',
        text: {
          ja: 'お客さまについて覚えておくことと、人に付ける印',
          en: 'What you keep about people, and labels for them',
        },
      },
    ],
  },
  {
    label: { ja: 'スタッフとデータ', en: 'Staff and data' },
    places: [
      {
        ...{ name: 'staff', icon: 'i-lucide-user-round-cog' },
        label: { ja: 'スタッフ', en: 'Staff' },
        reading: 'すたっふ',
        text: { ja: 'だれが何をできるか', en: 'Who may do what' },
        least: 'owner',
      },
      {
        ...{ name: 'audit', icon: 'i-lucide-scroll-text' },
        label: { ja: '監査ログ', en: 'Audit log' },
        reading: 'かんさろぐ',
        text: { ja: 'だれが、いつ、何を変えたか', en: 'Who changed what, and when' },
      },
      {
        ...{ name: 'retention', icon: 'i-lucide-archive' },
        label: { ja: '保存期間', en: 'Retention' },
        reading: 'ほぞんきかん',
        text: { ja: 'データを残しておく長さ', en: 'How long data is kept' },
      },
      {
        ...{ name: 'integrations', icon: 'i-lucide-webhook' },
        label: { ja: 'API・Webhook', en: 'API and webhooks' },
        reading: 'えーぴーあい うぇぶふっく れんけい',
        text: { ja: 'ほかのシステムからの読み取りと、ほかのシステムへの通知', en: 'Other systems read, and are told' },
        least: 'editor',
      },
      {
        ...{ name: 'health', icon: 'i-lucide-heart-pulse' },
        label: { ja: '健康診断', en: 'Health' },
        reading: 'けんこうしんだん',
        text: { ja: '届かなかったもの、動かなかったもの', en: 'What was not sent or did not run' },
      },
    ],
  },
  {
    label: { ja: 'あなた', en: 'You' },
    places: [
      {
        ...{ name: 'profile', icon: 'i-lucide-circle-user-round' },
        reading: 'じぶんのせってい ぱすわーど',
        label: { ja: '自分の設定', en: 'Your profile' },
        text: { ja: '名前とパスワード、サインイン中の端末', en: 'Name, password, and where you are signed in' },
      },
    ],
  },
]
