import type { Texts } from '../language.ts'

/** What an erasure takes, as people call it. Tables that only serve others are not told one by one. */
const tableWords: Record<string, Texts> = {
  friends: { ja: '友だち', en: 'Friends' },
  customers: { ja: '会員の情報', en: 'Member records' },
  customer_contacts: { ja: '連絡先', en: 'Contacts' },
  submissions: { ja: '回答・申込', en: 'Responses' },
  answers: { ja: '質問への答え', en: 'Answers' },
  slot_bookings: { ja: '予約・キャンセル待ち', en: 'Bookings and waiting' },
  uploads: { ja: 'ファイル', en: 'Files' },
  talk_messages: { ja: 'トークのメッセージ', en: 'Talk messages' },
  deliveries: { ja: '配信履歴', en: 'Deliveries' },
  notes: { ja: 'メモ', en: 'Notes' },
  consents: { ja: '同意の記録', en: 'Consents' },
  identity_links: { ja: 'ID連携の記録', en: 'Links' },
  friendship_changes: { ja: '友だち追加・ブロックの記録', en: 'Friendship changes' },
}

/** The numbers of an erasure in the order in which people care, without what is not there. */
export const countLines = (counts: Record<string, number>): { label: Texts; count: number }[] =>
  Object.entries(tableWords).flatMap(([table, label]) => {
    const count = counts[table] ?? 0
    return count > 0 ? [{ label, count }] : []
  })
