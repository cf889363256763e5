import type { Texts } from '../../../bot/forms/contract.ts'

/** The words of a person's own page. */
export const meTexts = {
  title: { ja: '設定', en: 'Settings' },
  about: { ja: 'マイページ', en: 'My page' },
  loading: { ja: '読み込んでいます…', en: 'Loading…' },

  link: { ja: '会員証', en: 'Membership' },
  linked: { ja: 'LINEとつながっています', en: 'Connected with LINE' },
  unlinked: { ja: 'まだLINEとつながっていません', en: 'Not connected with LINE yet' },
  lookedInto: {
    ja: '会員ログインの内容を、スタッフが確認しています。',
    en: 'Our staff are looking into your member login.',
  },
  linkNow: { ja: '会員証をLINEで使う', en: 'Use your membership on LINE' },
  linkedAt: { ja: 'つないだ日', en: 'Connected on' },
  method: { ja: '確認の方法', en: 'Checked by' },

  unlink: { ja: 'つながりを解除する', en: 'Disconnect' },
  unlinkTitle: { ja: 'つながりを解除しますか', en: 'Disconnect your membership?' },
  unlinkEffects: {
    ja: '会員証と、会員の方へのご案内は、LINEで使えなくなります。会員の登録と、これまでの回答は残ります。あとから、もう一度つなぐこともできます。',
    en: 'Your membership and what comes with it can no longer be used on LINE. Your membership itself and your answers stay. You can connect again later.',
  },
  keep: { ja: 'このままにする', en: 'Keep it' },
  working: { ja: '手続きしています…', en: 'Working…' },
  unlinkedDone: { ja: 'つながりを解除しました', en: 'Disconnected' },
  toldLine: { ja: 'LINEヤフー株式会社にもお知らせしました。', en: 'LY Corporation was notified.' },
  notToldLine: {
    ja: 'LINEヤフー株式会社へのお知らせは、まだできていません。LINEアプリの「設定」→「アカウント」→「連動アプリ」からも、許可を取り消せます。',
    en: 'LY Corporation could not be notified yet. You can also withdraw the permission in the LINE app: Settings → Account → Authorized apps.',
  },

  answers: { ja: 'あなたの回答', en: 'Your answers' },
  noAnswers: { ja: '回答やお申し込みは、まだありません。', en: 'You have not answered anything yet.' },
  draft: { ja: '入力の途中', en: 'Not finished' },
  finished: { ja: '受付済み', en: 'Received' },
  receipt: { ja: '受付番号', en: 'Receipt no.' },
  goOn: { ja: '続きから', en: 'Continue' },
  open: { ja: '見る', en: 'View' },
  change: { ja: '変更する', en: 'Change' },
  cannotChange: {
    ja: 'この回答は、ここからは変更できません。変更したいときは、トークでお知らせください。',
    en: 'These answers cannot be changed here. If something has to be changed, please tell us in the chat.',
  },
  noAnswer: { ja: '（回答なし）', en: '(no answer)' },
  back: { ja: '設定に戻る', en: 'Back to settings' },
  gone: { ja: 'この回答は見つかりません', en: 'These answers were not found' },
  goneText: {
    ja: '取り消されたか、別のLINEアカウントの回答のようです。',
    en: 'They may have been withdrawn, or belong to another LINE account.',
  },

  consents: { ja: '同意していただいたこと', en: 'What you agreed to' },
  noConsents: { ja: '同意の記録は、まだありません。', en: 'There is nothing yet.' },
  given: { ja: '同意', en: 'Agreed' },
  withdrawn: { ja: '取り消し', en: 'Withdrawn' },
  text: { ja: '内容を読む', en: 'Read the text' },
  before: { ja: 'これまでの記録', en: 'Earlier records' },
  version: { ja: '版', en: 'Version' },
  linkConsent: {
    ja: '会員証の「つながりを解除する」で取り消せます。',
    en: 'You withdraw this with “Disconnect” under Membership.',
  },
  withdraw: { ja: '同意を取り消す', en: 'Withdraw' },
  withdrawTitle: { ja: '同意を取り消しますか', en: 'Withdraw your consent?' },
  withdrawEffects: {
    ja: '今後、この同意にもとづく利用をやめます。取り消す前の利用には影響しません。取り消した記録は残ります。',
    en: 'From now on nothing is done on the ground of this consent. What was done before stays as it is. That you withdrew it is kept on record.',
  },
  withdrawnDone: { ja: '同意を取り消しました', en: 'Your consent is withdrawn' },

  messages: { ja: 'お知らせの配信', en: 'Messages from us' },
  messagesOn: { ja: '届きます', en: 'On' },
  messagesOff: { ja: '停止中', en: 'Stopped' },
  messagesOnText: {
    ja: '新商品やキャンペーンなどのお知らせを、トークにお送りします。',
    en: 'We send you news and offers in the chat.',
  },
  messagesOffText: {
    ja: 'お知らせはお送りしません。アンケートの受付など、ご自身の操作へのお返事は届きます。',
    en: 'We send you no news. Replies to what you do yourself still arrive.',
  },
  stopMessages: { ja: '配信を停止する', en: 'Stop messages' },
  resumeMessages: { ja: '配信を再開する', en: 'Start messages again' },
  stoppedDone: { ja: '配信を停止しました', en: 'Messages are stopped' },
  resumedDone: { ja: '配信を再開しました', en: 'Messages are on again' },

  reminders: { ja: '途中の回答のお知らせ', en: 'Reminders' },
  remindersOnText: {
    ja: '回答が途中のままのとき、トークに一度だけお知らせします。',
    en: 'When you have left a form half filled, we tell you once in the chat.',
  },
  remindersOffText: {
    ja: '回答が途中でもお知らせしません。続きはいつでも、この画面から再開できます。',
    en: 'We do not remind you. You can go on at any time from this page.',
  },
  stopReminders: { ja: 'お知らせを停止する', en: 'Stop reminders' },
  resumeReminders: { ja: 'お知らせを再開する', en: 'Start reminders again' },
  remindersStoppedDone: { ja: '途中の回答のお知らせを停止しました', en: 'Reminders are stopped' },
  remindersResumedDone: { ja: '途中の回答のお知らせを再開しました', en: 'Reminders are on again' },

  language: { ja: '表示する言語', en: 'Language' },
  languageText: {
    ja: 'この画面と、トークでのご案内に使います。',
    en: 'For these pages, and for what we say in the chat.',
  },

  close: { ja: '閉じる', en: 'Close' },
  failed: {
    ja: 'つながりませんでした。電波のよいところで、もう一度お試しください',
    en: 'No connection. Please try again where the signal is better',
  },
} satisfies Record<string, Texts>

export const meSentences = {
  unlinkTold: (company: string): Texts => ({
    ja: `解除すると、${company}のサービスの利用をやめたことが、LINEヤフー株式会社に通知されます。`,
    en: `When you disconnect, LY Corporation (LINE) is notified that you have left the service of ${company}.`,
  }),
}
