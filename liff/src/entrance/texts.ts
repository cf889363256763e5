import type { Texts } from '../../../bot/forms/contract.ts'

/** What is said at the doors: those of a form, those of the other pages, and where there is none. */
export const entranceTexts = {
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

  pageLoginText: {
    ja: 'ご本人のページを開くため、LINEでログインしてください。ログインのあと、この画面に戻ります。',
    en: 'Log in with LINE so that we know it is you. You come back to this page afterwards.',
  },
  pageReopenText: {
    ja: 'この画面では、ご本人であることを確認できません。下のボタンから、LINEで開き直してください。',
    en: 'This screen cannot tell who you are on LINE. Please open the page again in LINE with the button below.',
  },

  notFoundTitle: { ja: 'ページが見つかりません', en: 'Page not found' },
  notFoundText: {
    ja: 'リンクが古いか、途中で切れているようです。トークのメニューから、もう一度開いてください。',
    en: 'The link seems to be old or incomplete. Please open it again from the menu in the chat.',
  },
} satisfies Record<string, Texts>
