import type { Texts } from './contract.ts'
import type { PersonColumn, SubmissionColumn } from './export-contract.ts'

export const headerWords: Record<SubmissionColumn | PersonColumn, Texts> = {
  number: { ja: '受付番号', en: 'Receipt number' },
  state: { ja: '回答の状態', en: 'Response' },
  review: { ja: '確認の状態', en: 'Review' },
  started_at: { ja: '開始日時（日本時間）', en: 'Started (Japan time)' },
  finished_at: { ja: '完了日時（日本時間）', en: 'Finished (Japan time)' },
  began_in: { ja: '回答を始めた方法', en: 'Begun in' },
  finished_in: { ja: '回答を終えた方法', en: 'Finished in' },
  ending: { ja: '読んだ終わり', en: 'Ending' },
  place: { ja: '定員の枠', en: 'Place' },
  version: { ja: 'フォームの版', en: 'Form version' },
  submission_id: { ja: '回答ID', en: 'Response ID' },
  uid: { ja: 'UID', en: 'UID' },
  display_name: { ja: 'LINEの表示名', en: 'LINE display name' },
  member_id: { ja: '会員番号', en: 'Member number' },
  friendship: { ja: '友だちの状態', en: 'Friendship' },
}

/** States as they stand in cells. */
export const stateWords: Record<string, Texts> = {
  finished: { ja: '完了', en: 'Complete' },
  draft: { ja: '途中', en: 'Partial' },
  cancelled: { ja: '中止', en: 'Stopped' },
  new: { ja: '確認待ち', en: 'Waiting' },
  checking: { ja: '確認中', en: 'In review' },
  done: { ja: '確認済み', en: 'Reviewed' },
  returned: { ja: '差し戻し', en: 'Sent back' },
  taken: { ja: '確保', en: 'Has a place' },
  waiting: { ja: 'キャンセル待ち', en: 'Waiting list' },
  liff: { ja: 'LIFF', en: 'LIFF' },
  chat: { ja: 'トーク', en: 'Chat' },
  following: { ja: '友だち', en: 'Friend' },
  blocked: { ja: 'ブロック', en: 'Blocked' },
  unknown: { ja: '不明', en: 'Unknown' },
}
