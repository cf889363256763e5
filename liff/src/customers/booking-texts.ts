import type { Texts } from '../../../bot/forms/contract.ts'

/** The words about what somebody has booked, and about taking it back. */
export const bookingTexts = {
  cancel: { ja: '取り消す', en: 'Cancel it' },
  cancelTitle: { ja: '取り消しますか', en: 'Cancel this?' },
  cancelEffects: {
    ja: 'ご予約の枠は、すぐにほかの方がご利用できるようになります。元に戻すことはできません。',
    en: 'Somebody else can take the place at once. This cannot be undone.',
  },
  cancelledDone: { ja: '取り消しました', en: 'Cancelled' },
  cancelledText: {
    ja: 'スタッフにもお知らせしました。またのご利用をお待ちしています。',
    en: 'We have told our staff. We hope to see you another time.',
  },
  cannotCancel: {
    ja: '取り消しのご希望は、トークでお知らせください。',
    en: 'If you cannot come, please tell us in the chat.',
  },
  until: {
    ja: '{when}まで、ここから取り消せます。',
    en: 'You can cancel here until {when}.',
  },
  tooLate: {
    ja: 'ここから取り消せるのは{when}まででした。取り消しのご希望は、トークでお知らせください。',
    en: 'You could cancel here until {when}. If you cannot come, please tell us in the chat.',
  },
  booked: { ja: 'ご予約', en: 'Your booking' },
  waiting: { ja: 'キャンセル待ち', en: 'Waiting list' },
  waitingText: {
    ja: '空きが出ましたらご連絡します。',
    en: 'We will tell you when there is a place.',
  },
} satisfies Record<string, Texts>
