import type { Texts } from '../forms/contract.ts'

/** What consents are about, for the person's own page; those of forms have the titles of form and question. */
export const aboutLink: Texts = { ja: 'LINEと会員情報のつながり', en: 'Your membership connected with LINE' }
export const aboutMessages: Texts = { ja: 'お知らせの配信', en: 'Messages' }

export const aboutReminders: Texts = { ja: '途中の回答についてのお知らせ', en: 'Reminders of unfinished answers' }

/** What a person says about being reminded of a form that they have left half filled. Its version counts up when the words change. */
export const remindersVersion = '1'
export const remindersStopped: Texts = {
  ja: '途中の回答についてのお知らせを受け取りません。',
  en: 'Do not remind me of answers that I have not finished.',
}
export const remindersWelcome: Texts = {
  ja: '途中の回答についてのお知らせを受け取ります。',
  en: 'Remind me of answers that I have not finished.',
}

/** What a person says when they stop messages or take them again. Its version counts up when the words change. */
export const messagesVersion = '1'
export const messagesStopped: Texts = {
  ja: 'お知らせの配信を停止します。お問い合わせやアンケートへのお返事は届きます。',
  en: 'Stop sending me messages. Replies to what I ask or answer still reach me.',
}
export const messagesWelcome: Texts = { ja: 'お知らせの配信を受け取ります。', en: 'Send me messages.' }
