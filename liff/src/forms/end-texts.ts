import type { Texts } from '../../../bot/forms/contract.ts'

/** What a form says when its questions are behind: its check page and its end. */
export const endTexts = {
  finishedTitle: { ja: '回答を受け付けました', en: 'Your answers have arrived' },
  registeredTitle: { ja: '登録が完了しました', en: 'You are registered' },
  finishedPage: { ja: '受付完了', en: 'Received' },
  receiptNumber: { ja: '受付番号', en: 'Receipt number' },
  memberNumber: { ja: '会員番号', en: 'Member number' },
  waits: {
    ja: 'キャンセル待ちとして受け付けました。空きが出ましたらご連絡します。',
    en: 'You are on the waiting list. We will tell you when there is a place.',
  },
  whatComesNext: { ja: 'このあとの流れ', en: 'What happens next' },
  confirmed: { ja: '受付番号を、トークにもお送りします', en: 'We also send the receipt number to your chat' },
  notConfirmed: {
    ja: 'トークへの確認メッセージはありません。受付番号はこの画面か「設定」で確認できます',
    en: 'There is no confirmation in the chat. You find the number here and in Settings',
  },
  changeLater: {
    ja: '内容は、あとから「設定」の「あなたの回答」で変更できます',
    en: 'You can change your answers later, in Settings under “Your answers”',
  },
  toOwnPage: { ja: '設定を開く', en: 'Open settings' },
  answeredAt: { ja: '回答日', en: 'Answered on' },

  checkTitle: { ja: '内容をご確認ください', en: 'Please check your answers' },
  checkNote: { ja: 'まだ送信されていません', en: 'Nothing has been sent yet' },
  change: { ja: '変更する', en: 'Change' },
  noAnswer: { ja: '（回答なし）', en: '(no answer)' },
} satisfies Record<string, Texts>
