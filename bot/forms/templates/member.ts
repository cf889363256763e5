import { option, texts, type FormTemplate } from './template.ts'

export const member: FormTemplate = {
  key: 'member_registration',
  name: texts('会員登録', 'Member registration'),
  about: texts(
    '送ると会員になり、LINEとつながります。',
    'Whoever sends it becomes a member, linked with LINE at once.',
  ),
  settings: { repeat: 'once' },
  definition: {
    title: texts('会員登録', 'Become a member'),
    introduction: texts('入会金・年会費は無料です。', 'Membership is free.'),
    thanks: texts('ご登録ありがとうございます。', 'Welcome as a member.'),
    next: texts('会員証は、メニューの「会員証」からいつでも開けます。', 'Your card is always in the menu.'),
    checkPage: true,
    registration: { memberIdPrefix: 'M', consentVersion: '1' },
    pages: [{ key: 'contact', title: texts('ご連絡先', 'How to reach you') }],
    questions: [
      {
        ...{ kind: 'name', key: 'name', required: true, kana: true, contact: true },
        title: texts('お名前', 'Your name'),
      },
      {
        ...{ kind: 'birthday', key: 'birthday', required: false, contact: true },
        title: texts('生年月日', 'Date of birth'),
      },
      {
        ...{ kind: 'phone', key: 'phone', required: true, contact: true, page: 'contact' },
        title: texts('電話番号', 'Phone'),
      },
      {
        ...{ kind: 'email', key: 'email', required: false, contact: true, page: 'contact' },
        title: texts('メールアドレス', 'E-mail address'),
      },
      {
        ...{ kind: 'multiple_choice', key: 'interests', required: false },
        title: texts('ご興味のあるものを選んでください', 'What are you interested in?'),
        options: [
          option('new', '新商品', 'New products'),
          option('sale', 'セール', 'Sales'),
          option('events', 'イベント', 'Events'),
        ],
      },
      {
        ...{ kind: 'consent', key: 'terms', required: true, version: '1' },
        title: texts('会員規約', 'Terms of membership'),
        text: texts(
          '会員規約と個人情報の取り扱いに同意します。退会は、いつでもメニューからできます。',
          'I agree to the terms and to the use of my data. I can leave at any time from the menu.',
        ),
      },
    ],
  },
}
