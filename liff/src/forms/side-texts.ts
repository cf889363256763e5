import type { Texts } from '../../../bot/forms/contract.ts'

/** What stands in the place of a form: why it cannot be answered now, or not here. */
export const sideTexts = {
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
} satisfies Record<string, Texts>
