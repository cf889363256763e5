import type { Texts } from '../../../bot/forms/contract.ts'

export const slotTexts = {
  loading: { ja: '空きを確認しています…', en: 'Checking what is free…' },
  failed: {
    ja: '空きを確認できませんでした。つながると、もう一度確認します',
    en: 'We could not check what is free. We try again when you are back online',
  },
  retry: { ja: 'もう一度確認する', en: 'Try again' },
  none: {
    ja: 'ただいま選べる枠がありません。あらためてご覧ください。',
    en: 'There is nothing to choose at the moment. Please look again later.',
  },
  days: { ja: '日付', en: 'Day' },
  undated: { ja: '日時の定めなし', en: 'No fixed time' },
  hold: {
    ja: '選んだ枠は15分間お取りしておきます。',
    en: 'We keep what you choose for 15 minutes.',
  },
  fixed: {
    ja: 'ご予約の枠を変更できるのは{when}まででした。変更をご希望のときは、トークでお知らせください。',
    en: 'The time you booked could be changed until {when}. If you need a change, please tell us in the chat.',
  },
  party: {
    ja: '{seats}でご利用になれる枠を選んでください。',
    en: 'For {seats}. Only what has room for all of you can be chosen.',
  },
  waits: {
    ja: 'キャンセル待ちです。順番は、送信したときに決まります。空きが出ましたらご連絡します。',
    en: 'You will be on the waiting list, in the order of sending. We will tell you when there is a place.',
  },
  waiting: {
    ja: '満席の枠を選ぶと、キャンセル待ちになります。空きが出ましたらご連絡します。',
    en: 'Choosing a full one puts you on its waiting list. We will tell you when there is a place.',
  },
} satisfies Record<string, Texts>

/** How much room a day has. */
export type Room = 'free' | 'few' | 'waiting' | 'full'

export const calendarTexts = {
  days: { ja: '日付', en: 'Day' },
  before: { ja: '前の月', en: 'Month before' },
  after: { ja: '次の月', en: 'Next month' },
  weekdays: { ja: '日 月 火 水 木 金 土', en: 'Sun Mon Tue Wed Thu Fri Sat' },
  free: { ja: '空きあり', en: 'free' },
  few: { ja: '残りわずか', en: 'few left' },
  waiting: { ja: 'キャンセル待ち', en: 'waiting list' },
  full: { ja: '満席', en: 'full' },
  marks: {
    ja: { free: '○', few: '△', waiting: '待', full: '×' },
    en: { free: '○', few: '△', waiting: 'wait', full: '×' },
  },
} satisfies Record<string, Texts | Record<'ja' | 'en', Record<Room, string>>>
