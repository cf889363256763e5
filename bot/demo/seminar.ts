import type { FormDefinition } from '../forms/contract.ts'
import type { FormSettings } from '../forms/publish.ts'

/** The registration of the demo: who applies for the cafe's course becomes a member. Its key is fixed; tests rely on it. */
export const seminar: FormDefinition = {
  title: { ja: '暮らしのセミナー申込', en: 'Sign up for our seminar' },
  introduction: {
    ja: 'おうちで楽しむコーヒーの淹れ方教室です。まだ会員でない方は、お申し込みと同時に会員になれます。3分ほどで終わります。',
    en: 'A class on brewing coffee at home. If you are not a member yet, signing up makes you one. It takes about three minutes.',
  },
  purpose: {
    ja: '喫茶むすびが、セミナーのご案内・当日の受付・会員へのご連絡のために使います。ほかの会社には渡しません。退会から1年で消去します。お問い合わせ：このトークでメッセージをお送りください。',
    en: 'Café Musubi uses this to organise the class and to write to you as a member. It goes to no other company and is erased one year after you leave. Questions: send us a message in this chat.',
  },
  thanks: {
    ja: 'お申し込みありがとうございます。お席をご用意してお待ちしています。',
    en: 'Thank you for signing up. We look forward to seeing you.',
  },
  next: {
    ja: '3日以内に、このトークで日時と持ち物をお知らせします。ご都合が変わったときは「内容を変更する」からお知らせください。',
    en: 'Within three days we will tell you here when to come and what to bring. If your plans change, please change your answers.',
  },
  checkPage: true,
  registration: { memberIdPrefix: 'W', consentVersion: '2026-11', membersWelcome: true },
  questions: [
    {
      kind: 'statement',
      key: 'about',
      title: { ja: 'おいしいコーヒーの淹れ方教室', en: 'How to brew good coffee' },
      description: {
        ja: '毎月第3土曜日・定員24名・参加無料。豆の選び方から淹れ方まで、店長がご案内します。できあがった1杯とお菓子をお楽しみください。',
        en: 'Every third Saturday, for 24 people, free of charge. Our manager shows everything from choosing beans to pouring; a cup and a sweet are included.',
      },
      required: false,
    },
    {
      kind: 'single_choice',
      key: 'session',
      title: { ja: 'ご希望の時間を選んでください', en: 'Which class would you like to join?' },
      required: true,
      options: [
        { key: 'morning', label: { ja: '午前の部（10:30〜12:00）', en: 'Morning (10:30–12:00)' } },
        { key: 'afternoon', label: { ja: '午後の部（14:00〜15:30）', en: 'Afternoon (14:00–15:30)' } },
        { key: 'either', label: { ja: 'どちらでもよい', en: 'Either' } },
      ],
    },
    {
      kind: 'name',
      key: 'name',
      title: { ja: 'お名前を教えてください', en: 'What is your name?' },
      required: true,
      kana: true,
      contact: true,
    },
    {
      kind: 'email',
      key: 'email',
      title: { ja: 'メールアドレスを教えてください', en: 'What is your e-mail address?' },
      description: { ja: 'LINEが使えないときのご連絡先です', en: 'In case we cannot reach you on LINE' },
      required: true,
      contact: true,
    },
    {
      kind: 'phone',
      key: 'phone',
      title: { ja: '電話番号を教えてください', en: 'What is your phone number?' },
      description: { ja: '当日の連絡だけに使います', en: 'Only for the day itself' },
      required: true,
      contact: true,
    },
    {
      kind: 'birthday',
      key: 'birthday',
      title: { ja: '生年月日を教えてください', en: 'When were you born?' },
      description: {
        ja: 'お誕生月に、会員さまへ1杯をお贈りします',
        en: 'Members get a cup on the house in the month of their birthday',
      },
      required: false,
      contact: true,
    },
    {
      kind: 'address',
      key: 'address',
      title: { ja: 'ご住所を教えてください', en: 'What is your address?' },
      description: { ja: '会員カードをお送りします', en: 'We send your member card there' },
      required: true,
      contact: true,
    },
    {
      kind: 'dropdown',
      key: 'how_heard',
      title: { ja: 'セミナーを何でお知りになりましたか？', en: 'How did you hear about the class?' },
      required: false,
      options: [
        { key: 'line', label: { ja: 'LINE公式アカウント', en: 'Our LINE account' } },
        { key: 'shop', label: { ja: '店内のポスター', en: 'A poster in the café' } },
        { key: 'staff', label: { ja: 'スタッフの紹介', en: 'Our staff' } },
        { key: 'friend', label: { ja: '家族・友人', en: 'Family or friends' } },
        { key: 'instagram', label: { ja: 'Instagram', en: 'Instagram' } },
        { key: 'x', label: { ja: 'X', en: 'X' } },
        { key: 'website', label: { ja: 'ホームページ', en: 'Our website' } },
        { key: 'local_paper', label: { ja: '地域情報誌', en: 'A local paper' } },
        { key: 'other', label: { ja: 'その他', en: 'Something else' } },
      ],
    },
    {
      kind: 'yes_no',
      key: 'first_time',
      title: { ja: 'ハンドドリップは初めてですか？', en: 'Is it your first time to brew by hand?' },
      required: true,
    },
    {
      kind: 'long_text',
      key: 'allergies',
      title: {
        ja: 'アレルギーや、お手伝いが必要なことがあれば教えてください',
        en: 'Do you have allergies, or is there anything we should prepare?',
      },
      required: false,
      personal: true,
      lengthMax: 300,
      example: { ja: '例：卵アレルギー、車いすで参加', en: 'For example: egg allergy, coming in a wheelchair' },
    },
    {
      kind: 'consent',
      key: 'privacy',
      title: { ja: '個人情報の取り扱いについて', en: 'How we use your data' },
      text: {
        ja: '喫茶むすびは、お預かりした個人情報を、セミナーの運営・会員カードの送付・会員へのご連絡のために利用します。法令にもとづく場合を除き、同意なく第三者へ渡しません。開示・訂正・消去は、このトークからいつでもお申し出いただけます。',
        en: 'Café Musubi uses your data to run the class, to send your member card and to write to you as a member. It is given to nobody else without your consent, unless the law requires it. You can ask us in this chat at any time to show, correct or erase it.',
      },
      version: '2026-11',
      required: true,
    },
    {
      kind: 'consent',
      key: 'news',
      title: { ja: 'お知らせの受け取り', en: 'News' },
      text: {
        ja: '新しい豆や次のセミナーのご案内を、LINEとメールで受け取ります。いつでも停止できます。',
        en: 'I would like to hear about new beans and coming classes by LINE and e-mail. I can stop this at any time.',
      },
      version: '2026-11',
      agreeLabel: { ja: '受け取る', en: 'Yes, please' },
      required: false,
    },
  ],
}

/** What the demo's class takes: 24 people, who may change what they sent. */
export const seminarSettings: FormSettings = { capacity: 24, repeat: 'edit' }
