import type { Texts } from '../../../bot/forms/contract.ts'

/** What the pages around a form say: its check page, its end, and why it cannot be answered now. */
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
  answeredTitle: { ja: '回答済みです', en: 'You have already answered' },
  answeredText: { ja: 'ご回答ありがとうございました。', en: 'Thank you for your answers.' },
  answeredChangeText: {
    ja: 'ご回答ありがとうございました。内容は変更できます。',
    en: 'Thank you for your answers. You can change them.',
  },
  answeredAgainText: {
    ja: 'ご回答ありがとうございました。もう一度回答することもできます。',
    en: 'Thank you for your answers. You can also answer once more.',
  },
  answeredAt: { ja: '回答日', en: 'Answered on' },
  answerAgain: { ja: 'もう一度回答する', en: 'Answer again' },
  changeAnswer: { ja: '回答を変更する', en: 'Change my answers' },
  memberTitle: { ja: '登録済みです', en: 'You are a member already' },
  memberText: {
    ja: 'このLINEアカウントは会員証とつながっているため、登録は必要ありません。',
    en: 'This LINE account is linked to a membership, so there is nothing to register.',
  },
  closedTitle: { ja: '受付は終了しました', en: 'This form is closed' },
  closedText: {
    ja: 'このフォームは、今、回答を受け付けていません。ご不明な点は、トークでお問い合わせください。',
    en: 'This form does not take answers now. If you have a question, please ask us in the chat.',
  },
  closedSinceText: {
    ja: '受付は{time}に終了しました。ご不明な点は、トークでお問い合わせください。',
    en: 'It closed on {time}. If you have a question, please ask us in the chat.',
  },
  notYetTitle: { ja: '受付はこれからです', en: 'Not open yet' },
  notYetText: {
    ja: '{time}から受け付けます。その時刻を過ぎてから、もう一度開いてください。',
    en: 'It opens on {time}. Please open it again then.',
  },
  fullTitle: { ja: '定員に達しました', en: 'All places are taken' },
  fullText: {
    ja: 'お申し込みが定員に達したため、受付を終了しました。キャンセルなどは、トークでお問い合わせください。',
    en: 'All places are taken. If you have a question, please ask us in the chat.',
  },
  talkTitle: { ja: '回答を保存しました', en: 'Your answer is saved' },
  talkText: {
    ja: 'トークに戻ると、続きの質問に答えられます。',
    en: 'Back in the chat you can go on with the next question.',
  },
  talkElsewhereText: {
    ja: 'LINEのトークで「続き」と送ると、続きの質問に答えられます。この画面で続けることもできます。',
    en: 'Send “continue” in the LINE chat to go on there. You can also go on here.',
  },
  goOnHere: { ja: 'この画面で続ける', en: 'Go on here' },

  checkTitle: { ja: '内容をご確認ください', en: 'Please check your answers' },
  checkNote: { ja: 'まだ送信されていません', en: 'Nothing has been sent yet' },
  change: { ja: '変更する', en: 'Change' },
  noAnswer: { ja: '（回答なし）', en: '(no answer)' },
} satisfies Record<string, Texts>
