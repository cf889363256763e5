import type { Texts } from '../../../bot/forms/contract.ts'
import { methodTexts } from './method-texts.ts'

/** The words of the member login. What the company calls its own key, and what it is good for, comes from the account. */
export const loginTexts = {
  pageTitle: { ja: '会員証をLINEで使う', en: 'Your membership on LINE' },
  title: { ja: '会員証をLINEで使う', en: 'Use your membership on LINE' },
  benefits: { ja: 'つなぐとできること', en: 'What you can do once connected' },
  checking: { ja: 'ご本人であることを確認しています…', en: 'Checking with LINE who you are…' },

  proofTitle: { ja: 'ご本人の確認', en: 'Is it you?' },
  email: { ja: 'メールアドレス', en: 'E-mail address' },
  pin: methodTexts.pin,
  password: methodTexts.password,
  birthday: { ja: '生年月日', en: 'Date of birth' },
  phone: { ja: '電話番号', en: 'Phone number' },
  phoneHint: {
    ja: '会員登録のときの番号。ハイフンはなくても大丈夫です',
    en: 'The one you registered. Hyphens may be left out',
  },
  secretHint: { ja: '会員登録のときに決めたものです', en: 'The one that you set when you registered' },
  show: { ja: '表示', en: 'Show' },
  hide: { ja: '隠す', en: 'Hide' },
  next: { ja: '次へ進む', en: 'Next' },
  sendCode: { ja: '確認コードを受け取る', en: 'Get a code by e-mail' },
  sendCodeHint: {
    ja: '次の画面で、メールに届く6桁の確認コードを入力します。',
    en: 'On the next page you enter the six-digit code that we send you by e-mail.',
  },
  waiting: { ja: '確認しています…', en: 'Checking…' },
  notYet: {
    ja: 'まだ会員でない方、番号が分からない方は、トークでスタッフにおたずねください。',
    en: 'Not a member yet, or lost your number? Please ask our staff in the chat.',
  },

  codeTitle: { ja: '確認コードを入力してください', en: 'Enter the code from the e-mail' },
  codeText: {
    ja: 'ご登録のメールアドレスに、6桁の確認コードをお送りしました。',
    en: 'We have sent a six-digit code to the e-mail address that is registered for you.',
  },
  code: { ja: '確認コード', en: 'Code' },
  codeHelp: { ja: 'メールが届かないとき', en: 'No e-mail?' },
  codeHelpText: {
    ja: '迷惑メールのフォルダーもご確認ください。入力した内容がご登録と違うときは、メールは届きません。',
    en: 'Please look into the spam folder, too. No e-mail is sent when what you entered differs from what is registered.',
  },
  sendAgain: { ja: '確認コードをもう一度送る', en: 'Send the code again' },
  sentAgain: { ja: '新しい確認コードを送りました', en: 'A new code is on its way' },
  correct: { ja: '入力し直す', en: 'Enter it again' },

  confirmTitle: { ja: 'この2つをつなぎます', en: 'These two will be connected' },
  memberSide: { ja: '会員の登録', en: 'Your membership' },
  namelessMember: { ja: '（お名前の登録なし）', en: '(no name registered)' },
  shared: { ja: 'つながる情報', en: 'What is shared' },
  agree: { ja: '同意してつなぐ', en: 'Agree and connect' },
  notNow: { ja: '今はしない', en: 'Not now' },
  wrongMember: { ja: 'ご自分の登録でないときは', en: 'Not your membership?' },

  linkedTitle: { ja: 'LINEとつながりました', en: 'You are connected' },
  linkedText: { ja: '会員証を、LINEでお使いいただけます。', en: 'You can use your membership on LINE now.' },
  nowPossible: { ja: 'できるようになったこと', en: 'What you can do now' },
  alreadyTitle: { ja: 'すでにLINEとつながっています', en: 'You are already connected' },
  linkedSince: { ja: 'つないだ日', en: 'Connected on' },
  settings: { ja: '設定を見る', en: 'Go to settings' },

  conflictTitle: { ja: 'スタッフが確認します', en: 'Our staff will look into it' },
  conflictNow: { ja: '今、お客さまのLINEは、つながっていません。', en: 'Your LINE is not connected at the moment.' },
  lookedInto: {
    ja: '前回の会員ログインは、スタッフが確認しています。結果が出るまで、そのままお待ちください。別の会員証をつなぐこともできます。',
    en: 'Our staff are looking into your last member login. Please wait for the result. You can also connect another membership.',
  },
  conflictHelp: {
    ja: 'お急ぎのときや、お心当たりのないときは、トークでスタッフにお知らせください。',
    en: 'If it is urgent, or if you do not know of another LINE account, please tell our staff in the chat.',
  },

  noneTitle: { ja: '会員ログインは準備中です', en: 'Member login is not available yet' },
  noneText: { ja: 'ご用の方は、トークでお問い合わせください。', en: 'Please ask us in the chat.' },

  expired: {
    ja: '時間がたったため、はじめからお願いします。連携はまだ行われていません',
    en: 'Too much time has passed. Please begin again; nothing was connected',
  },
  codeWrong: {
    ja: '確認コードが違います。メールの6桁の数字をお確かめください',
    en: 'That is not the code. Please check the six digits in the e-mail',
  },
  codeExpired: {
    ja: '確認コードの有効期限が切れました。もう一度送ってください',
    en: 'The code has ended. Please have it sent again',
  },
  consentChanged: {
    ja: '同意していただく内容が新しくなりました。もう一度お読みください',
    en: 'What you agree to has changed. Please read it again',
  },
  showNew: { ja: '新しい内容を表示する', en: 'Show the new text' },
  unreachable: {
    ja: 'つながりませんでした。電波のよいところで、もう一度お試しください',
    en: 'No connection. Please try again where the signal is better',
  },
  tooMany: {
    ja: '入力の回数が多いため、一時的に制限しています。お急ぎのときは、トークでスタッフにお知らせください。',
    en: 'There were too many attempts, so we have paused. If it is urgent, please tell our staff in the chat.',
  },
} satisfies Record<string, Texts>

/** Sentences with something of the person or the company in them. */
export const loginSentences = {
  enter: (what: string): Texts => ({ ja: `${what}を入力してください`, en: `Please enter: ${what}` }),
  /** One sentence whatever was wrong: the page must not tell which keys exist. */
  notMatched: (key: string, proof: string): Texts => ({
    ja: `${key}または${proof}が正しくありません。もう一度お確かめください`,
    en: `${key} or ${proof} is not right. Please check both`,
  }),
  expires: (time: string): Texts => ({ ja: `${time}まで有効です`, en: `Valid until ${time}` }),
  again: (wait: string): Texts => ({
    ja: `あと${wait}で、もう一度送れます`,
    en: `You can have it sent again in ${wait}`,
  }),
  wait: (wait: string): Texts => ({
    ja: `あと${wait}で、もう一度お試しいただけます`,
    en: `You can try again in ${wait}`,
  }),
  conflict: (key: string, memberId: string): Texts => ({
    ja: `${key} ${memberId} は、別のLINEアカウントとつながっています。安全のため、自動では切り替えません。スタッフが確認して、必要なときはつなぎ直します。`,
    en: `${key} ${memberId} is connected to another LINE account. To be safe, nothing is changed automatically. Our staff will check, and connect you where that is right.`,
  }),
  conflictUnnamed: (key: string): Texts => ({
    ja: `この${key}は、別のLINEアカウントとつながっています。安全のため、自動では切り替えません。スタッフが確認して、必要なときはつなぎ直します。`,
    en: `This ${key} is connected to another LINE account. To be safe, nothing is changed automatically. Our staff will check, and connect you where that is right.`,
  }),
}
