import type { Purpose } from '../../../bot/deliveries/record.ts'
import type { Unreachable } from '../../../bot/friends/reach.ts'
import type { TimelinePart } from '../../../bot/friends/staff-contract.ts'
import type { LinkMethod } from '../../../bot/identity-links/contract.ts'
import type { Texts } from '../language.ts'
import type { Tone } from '../ui/tones.ts'

export const friendshipWords = {
  following: { tone: 'done', icon: 'i-lucide-user-round-check', label: { ja: '友だち', en: 'Friend' } },
  blocked: { tone: 'needs_person', icon: 'i-lucide-user-round-x', label: { ja: 'ブロック', en: 'Blocked' } },
  unknown: { tone: 'quiet', icon: 'i-lucide-user-round', label: { ja: '友だち追加前', en: 'Not a friend yet' } },
} as const satisfies Record<string, { tone: Tone; icon: string; label: Texts }>

/** Whether a friend is linked to a member. */
export const linkWords = {
  linked: { tone: 'done', icon: 'i-lucide-link', label: { ja: '連携中', en: 'Linked' } },
  unlinked: { tone: 'quiet', icon: 'i-lucide-unlink', label: { ja: '未連携', en: 'Not linked' } },
} as const satisfies Record<string, { tone: Tone; icon: string; label: Texts }>

/** What happened to the friendship, as a filter says it. */
export const changedWords: Record<'followed' | 'blocked' | 'returned', Texts> = {
  followed: { ja: '友だち追加', en: 'Followed' },
  blocked: { ja: 'ブロック', en: 'Blocked' },
  returned: { ja: 'ブロック解除', en: 'Came back' },
}

/** Why no message reaches a friend. */
export const unreachableWords: Record<Unreachable, Texts> = {
  blocked: { ja: 'ブロックされているため届きません', en: 'Blocked: nothing arrives' },
  stopped: { ja: '配信停止を希望しているため送りません', en: 'Stopped messages: nothing is sent' },
  never_followed: { ja: '友だち追加されていないため届きません', en: 'Never followed: nothing arrives' },
}

/** The parts of a timeline, as chips. */
export const partWords: Record<TimelinePart, Texts> = {
  messages: { ja: 'トーク・配信', en: 'Messages' },
  answers: { ja: '回答', en: 'Answers' },
  friendship: { ja: '友だち', en: 'Friendship' },
  link: { ja: 'ID連携', en: 'Linking' },
  consents: { ja: '同意', en: 'Consent' },
  menu: { ja: 'リッチメニュー', en: 'Rich menu' },
  notes: { ja: 'メモ', en: 'Notes' },
  tags: { ja: '項目・タグ', en: 'Fields, tags' },
  staff: { ja: 'スタッフ', en: 'Staff' },
  sessions: { ja: 'LIFFの利用', en: 'Mini-app' },
}

/** What a message of a talk is, when it is no text. */
export const contentWords: Record<string, Texts> = {
  text: { ja: 'テキスト', en: 'Text' },
  image: { ja: '写真', en: 'Photo' },
  video: { ja: '動画', en: 'Video' },
  audio: { ja: '音声', en: 'Voice' },
  file: { ja: 'ファイル', en: 'File' },
  sticker: { ja: 'スタンプ', en: 'Sticker' },
  location: { ja: '位置情報', en: 'Place' },
  other: { ja: 'メッセージ', en: 'Message' },
}

export const changeWords = {
  followed: { icon: 'i-lucide-user-round-plus', label: { ja: '友だちになりました', en: 'Became a friend' } },
  blocked: { icon: 'i-lucide-user-round-x', label: { ja: 'ブロックしました', en: 'Blocked the account' } },
  returned: { icon: 'i-lucide-user-round-check', label: { ja: 'ブロックを解除しました', en: 'Came back' } },
} as const

export const purposeWords: Record<Purpose, Texts> = {
  greeting: { ja: 'あいさつ', en: 'Greeting' },
  talk: { ja: 'スタッフの返信', en: 'A reply of the staff' },
  survey: { ja: 'アンケートの質問', en: 'Survey question' },
  confirmation: { ja: '受付のお知らせ', en: 'Confirmation' },
  follow_up: { ja: '回答の続きのご案内', en: 'Follow-up' },
  rule: { ja: '回答のあとの自動送信', en: 'Sent by a rule' },
  slot: { ja: '予約のお知らせ', en: 'About a booking' },
}

/** How far a delivery came: LINE accepting it does not mean that somebody read it. */
export const deliveryWords: Record<string, { tone: Tone; icon: string; label: Texts }> = {
  calling: { tone: 'waiting', icon: 'i-lucide-loader-circle', label: { ja: '送信中', en: 'Sending' } },
  waiting: { tone: 'waiting', icon: 'i-lucide-clock', label: { ja: '再送待ち', en: 'Waiting to retry' } },
  accepted: { tone: 'done', icon: 'i-lucide-check', label: { ja: '受付', en: 'Accepted' } },
  failed: { tone: 'needs_person', icon: 'i-lucide-triangle-alert', label: { ja: '失敗', en: 'Failed' } },
  unknown: { tone: 'waiting', icon: 'i-lucide-circle-help', label: { ja: '不明', en: 'Unknown' } },
  excluded: { tone: 'quiet', icon: 'i-lucide-circle-slash', label: { ja: '対象外', en: 'Excluded' } },
}

/** By what a member was proven when the tie was made. */
export const methodWords: Record<LinkMethod, Texts> = {
  pin: { ja: '会員ログイン（暗証番号）', en: 'Member login, PIN' },
  password: { ja: '会員ログイン（パスワード）', en: 'Member login, password' },
  email_code: { ja: '会員ログイン（メールの確認コード）', en: 'Member login, code by mail' },
  birthday_phone: { ja: '会員ログイン（生年月日と電話番号）', en: 'Member login, birthday and phone' },
  registration: { ja: 'LINEでの新規登録', en: 'Registered in LINE' },
  staff: { ja: 'スタッフが連携', en: 'By staff' },
}

/** What somebody agreed to, as a noun; `purpose` as the server keeps it. */
export function purposeOfConsent(purpose: string): Texts {
  if (purpose === 'messages') return { ja: 'メッセージの受け取り', en: 'Messages' }
  if (purpose === 'reminders') return { ja: '途中の回答についてのお知らせ', en: 'Reminders of unfinished answers' }
  if (purpose === 'link') return { ja: '会員との連携', en: 'The link to the member' }
  return { ja: 'フォームの同意事項', en: 'Terms of a form' }
}

/** What was agreed to or withdrawn; `purpose` as the server keeps it. */
export function consentWords(purpose: string, act: 'given' | 'withdrawn'): { icon: string; label: Texts } {
  const given = act === 'given'
  if (purpose === 'messages')
    return given
      ? { icon: 'i-lucide-bell', label: { ja: 'メッセージの受け取りを再開しました', en: 'Wants messages again' } }
      : { icon: 'i-lucide-bell-off', label: { ja: 'メッセージの受け取りを停止しました', en: 'Stopped messages' } }
  if (purpose === 'reminders')
    return given
      ? { icon: 'i-lucide-bell', label: { ja: '途中の回答のお知らせを再開しました', en: 'Wants reminders again' } }
      : { icon: 'i-lucide-bell-off', label: { ja: '途中の回答のお知らせを停止しました', en: 'Stopped reminders' } }
  const about: Texts =
    purpose === 'link'
      ? { ja: '会員との連携', en: 'the link to the member' }
      : { ja: 'フォームの同意事項', en: 'terms of a form' }
  return given
    ? { icon: 'i-lucide-file-check', label: { ja: `同意しました（${about.ja}）`, en: `Agreed to ${about.en}` } }
    : { icon: 'i-lucide-file-x', label: { ja: `同意を取り消しました（${about.ja}）`, en: `Withdrew ${about.en}` } }
}

/** The rich menu of a key; null is the default one. */
export const menuWords = (key: string | null): Texts => {
  if (key?.startsWith('richmenu-')) return { ja: 'ほかのツールで作ったメニュー', en: 'Made with another tool' }
  return key === 'member' ? { ja: '会員用', en: 'For members' } : { ja: '標準', en: 'Default' }
}
