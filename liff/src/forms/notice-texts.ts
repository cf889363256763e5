import type { Texts } from '../../../bot/forms/contract.ts'

/** What may be told beside a question once a form runs: nothing that its first question needs. */
export const noticeTexts = {
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
  fileWait: {
    ja: 'まだ届いていないものがあります。届くまでお待ちいただくか、取り消してから進んでください',
    en: 'Something has not arrived yet. Please wait until it has, or remove it',
  },
} satisfies Record<string, Texts>
