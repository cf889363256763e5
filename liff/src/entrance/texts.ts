import type { Texts } from '../../../bot/forms/contract.ts'

/** What is said while LINE opens, and at the doors of the pages that are no forms. */
export const entranceTexts = {
  opening: { ja: '開いています…', en: 'Opening…' },
  lineStruggling: {
    ja: 'LINEにつながりません。もう一度試しています',
    en: 'LINE does not answer. Trying again',
  },
  serverStruggling: {
    ja: 'つながりません。もう一度試しています',
    en: 'No connection. Trying again',
  },
  loginText: {
    ja: 'ご本人のページを開くため、LINEでログインしてください。ログインのあと、この画面に戻ります。',
    en: 'Log in with LINE so that we know it is you. You come back to this page afterwards.',
  },
  reopenText: {
    ja: 'この画面では、LINEのご本人を確かめられません。下のボタンから、LINEで開き直してください。',
    en: 'This screen cannot tell who you are on LINE. Please open the page again in LINE with the button below.',
  },
} satisfies Record<string, Texts>
