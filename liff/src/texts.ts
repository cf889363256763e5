import type { Texts } from '../../bot/forms/contract.ts'

/** All that this app says by itself; what a form says is in its definition, what is wrong with an answer in `problemText`. */
export const texts = {
  next: { ja: '次へ進む', en: 'Next' },
  previous: { ja: '前へ', en: 'Back' },
  send: { ja: 'この内容で送る', en: 'Send answers' },
  sending: { ja: '送信しています…', en: 'Sending…' },

  required: { ja: '必須', en: 'Required' },
  optional: { ja: '任意', en: 'Optional' },
  chooseOne: { ja: 'あてはまるものを1つ選んでください', en: 'Choose one' },
  chooseSome: { ja: 'あてはまるものをすべて選んでください', en: 'Choose all that apply' },

  saving: { ja: '保存しています…', en: 'Saving…' },
  saved: { ja: '保存しました', en: 'Saved' },
  offline: {
    ja: 'つながりません。回答はここに残り、つながると保存されます',
    en: 'No connection. Your answers stay here and are saved when it is back',
  },
  sendingLater: {
    ja: 'つながりません。つながると送信します',
    en: 'No connection. Your answers are sent when it is back',
  },
  lineStruggling: { ja: 'LINEにつながりません。もう一度試しています', en: 'LINE does not answer. Trying again' },
  resumed: { ja: '前回の続きから表示しています', en: 'Continuing from where you left off' },

  finishedTitle: { ja: '回答を受け付けました', en: 'Your answers have arrived' },
  finishedPage: { ja: '受付完了', en: 'Received' },
  receiptNumber: { ja: '受付番号', en: 'Receipt number' },
  answeredTitle: { ja: '回答済みです', en: 'You have already answered' },
  answeredAt: { ja: '回答日', en: 'Answered on' },
  answerAgain: { ja: 'もう一度回答する', en: 'Answer again' },
  closedTitle: { ja: '受付は終了しました', en: 'This form is closed' },
  closedText: {
    ja: 'このフォームは、今、回答を受け付けていません。ご不明な点は、トークでお問い合わせください。',
    en: 'This form does not take answers now. If you have a question, please ask us in the chat.',
  },

  loginText: { ja: '回答するには、LINEでログインしてください。', en: 'Log in with LINE to answer.' },
  login: { ja: 'LINEでログイン', en: 'Log in with LINE' },
  kept: {
    ja: 'ここまでの回答は、ログインのあとに引き継ぎます（10分以内）。お名前などの個人情報は、もう一度ご入力ください',
    en: 'Your answers so far are carried over if you log in within 10 minutes. Personal details have to be entered again',
  },
  reopenText: {
    ja: 'この画面からは回答できません。下のボタンから、LINEで開き直してください。',
    en: 'You cannot answer from this screen. Please open the form again in LINE with the button below.',
  },
  reopen: { ja: 'LINEで開き直す', en: 'Open again in LINE' },
  notConnectedText: {
    ja: 'このページは、まだLINEから使えません。公式アカウントのトークでお問い合わせください。',
    en: 'This page cannot be used from LINE yet. Please ask us in the chat.',
  },

  homeText: {
    ja: 'アンケートへの回答やお申し込みは、このページでできます。トークのメニューかメッセージから開いてください。',
    en: 'You can answer surveys and apply on this page. Please open one from the menu or a message in the chat.',
  },
  notFoundTitle: { ja: 'ページが見つかりません', en: 'Page not found' },
  notFoundText: {
    ja: 'リンクが古いか、途中で切れているようです。トークのメニューから、もう一度開いてください。',
    en: 'The link seems to be old or incomplete. Please open it again from the menu in the chat.',
  },
  backToTalk: { ja: 'トークに戻る', en: 'Back to the chat' },
} satisfies Record<string, Texts>
