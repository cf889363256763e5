import type { Texts } from '../../bot/forms/contract.ts'

/** What is said from the first page on. What comes later brings its own words; what a form says is in its definition. */
export const texts = {
  next: { ja: '次へ進む', en: 'Next' },
  previous: { ja: '前へ', en: 'Back' },
  send: { ja: 'この内容で送る', en: 'Send answers' },
  sending: { ja: '送信しています…', en: 'Sending…' },

  toCheckPage: { ja: '内容を確認する', en: 'Check answers' },

  fileWait: {
    ja: 'ファイルを送っています。終わるまでお待ちください',
    en: 'A file is being sent. Please wait until it is done',
  },
  required: { ja: '必須', en: 'Required' },
  optional: { ja: '任意', en: 'Optional' },
  chooseOne: { ja: 'あてはまるものを1つ選んでください', en: 'Choose one' },
  chooseSome: { ja: 'あてはまるものをすべて選んでください', en: 'Choose all that apply' },
  chooseFromList: { ja: '一覧から1つ選んでください', en: 'Choose one from the list' },
  purpose: { ja: 'ご回答の使いみち', en: 'How your answers are used' },

  checkPage: { ja: '確認', en: 'Check' },
  saving: { ja: '保存しています…', en: 'Saving…' },
  saved: { ja: '保存しました', en: 'Saved' },
  offline: {
    ja: 'つながりません。{count}件の回答はまだ保存されていません。画面を閉じずにお待ちください',
    en: 'No connection. Answers not saved yet: {count}. Please keep this page open',
  },
  sendingLater: {
    ja: 'つながりません。つながると送信します。画面を閉じずにお待ちください',
    en: 'No connection. Please keep this page open; your answers will be sent',
  },
  lineStruggling: { ja: 'LINEにつながりません。もう一度試しています', en: 'LINE does not answer. Trying again' },
  resumed: { ja: '前回の続きから表示しています', en: 'Continuing from where you left off' },
  changed_elsewhere: {
    ja: 'ほかの画面かトークでの回答を反映しました',
    en: 'Answers from another screen or the chat are shown now',
  },
  cancelled_elsewhere: {
    ja: 'この回答はほかの画面で取り消されましたが、ここから続けられます',
    en: 'These answers were cancelled elsewhere; you can go on from here',
  },
  personal_dropped: {
    ja: '保存できなかった個人情報があります。お手数ですが、もう一度ご入力ください',
    en: 'Some personal details could not be saved. Please enter them again',
  },

  keepSent: { ja: '変更をやめて、送った内容のままにする', en: 'Leave it as I sent it' },

  opening: { ja: '開いています…', en: 'Opening…' },
  serverStruggling: { ja: 'つながりません。もう一度試しています', en: 'No connection. Trying again' },
  backToTalk: { ja: 'トークに戻る', en: 'Back to the chat' },
} satisfies Record<string, Texts>
