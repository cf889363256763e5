import { option, texts, type FormTemplate } from './template.ts'

export const sample: FormTemplate = {
  key: 'sample_request',
  name: texts('資料・サンプル請求', 'Sample request'),
  about: texts(
    '送り先の住所を聞き、届けます。法人と個人で聞くことを変えます。',
    'Asks where to send it, differently for firms.',
  ),
  settings: { repeat: 'many' },
  definition: {
    title: texts('資料・サンプルのご請求', 'Request a sample'),
    thanks: texts('ご請求ありがとうございます。', 'Thank you for your request.'),
    next: texts('1週間ほどでお届けします。', 'It arrives in about a week.'),
    checkPage: true,
    pages: [{ key: 'address', title: texts('お届け先', 'Where to send it') }],
    questions: [
      {
        ...{ kind: 'multiple_choice', key: 'items', required: true },
        title: texts('ご希望のものを選んでください', 'What would you like?'),
        options: [
          option('catalogue', 'カタログ', 'Catalogue'),
          option('sample', 'サンプル', 'Sample'),
          option('prices', '価格表', 'Price list'),
        ],
      },
      {
        ...{ kind: 'single_choice', key: 'who', required: true },
        title: texts('法人ですか、個人ですか', 'For a firm, or for yourself?'),
        options: [option('person', '個人', 'For myself'), option('firm', '法人・団体', 'For a firm')],
      },
      {
        ...{ kind: 'short_text', key: 'firm', required: true, lengthMax: 100 },
        title: texts('会社名・団体名', 'Name of the firm'),
        showWhen: { fact: 'answer.who', is: 'equals', value: 'firm' },
      },
      {
        ...{ kind: 'name', key: 'name', required: true, kana: true, page: 'address' },
        title: texts('お名前', 'Your name'),
      },
      { ...{ kind: 'address', key: 'address', required: true, page: 'address' }, title: texts('ご住所', 'Address') },
      {
        ...{ kind: 'phone', key: 'phone', required: true, page: 'address' },
        title: texts('電話番号', 'Phone'),
        description: texts('お届けのときにご連絡することがあります。', 'The carrier may call.'),
      },
      {
        ...{ kind: 'consent', key: 'privacy', required: true, version: '1' },
        title: texts('個人情報の取り扱いについて', 'How we use your data'),
        text: texts(
          'ご入力の内容は、お届けとご連絡のために使います。',
          'We use what you enter to send the parcel and to reach you about it.',
        ),
      },
    ],
  },
}
