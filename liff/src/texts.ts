import type { Texts } from '../../bot/forms/contract.ts'

/** What is said from the first page on. What comes later brings its own words; what a form says is in its definition. */
export const texts = {
  next: { ja: '次へ進む', en: 'Next' },
  previous: { ja: '前へ', en: 'Back' },
  send: { ja: 'この内容で送る', en: 'Send answers' },
  sending: { ja: '送信しています…', en: 'Sending…' },

  toCheckPage: { ja: '内容を確認する', en: 'Check answers' },

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

  opening: { ja: '開いています…', en: 'Opening…' },
  serverStruggling: { ja: 'つながりません。もう一度試しています', en: 'No connection. Trying again' },
  backToTalk: { ja: 'トークに戻る', en: 'Back to the chat' },
} satisfies Record<string, Texts>
