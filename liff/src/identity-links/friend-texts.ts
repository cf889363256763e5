import type { Texts } from '../../../bot/forms/contract.ts'

/** What the person is called on the LINE side of a tie. */
export const friendTexts = {
  friendSide: { ja: 'あなたのLINE', en: 'Your LINE' },
  namelessFriend: { ja: 'このLINEアカウント', en: 'This LINE account' },
} satisfies Record<string, Texts>
