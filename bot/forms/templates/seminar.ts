import { option, texts, type FormTemplate } from './template.ts'

export const seminar: FormTemplate = {
  key: 'seminar_application',
  name: texts('セミナー・イベント申込', 'Seminar registration'),
  about: texts(
    '日程と人数、連絡先を聞き、申込を受け付けます。',
    'Takes the day, the number of people and how to reach them.',
  ),
  settings: { repeat: 'edit' },
  definition: {
    title: texts('セミナー申込', 'Seminar registration'),
    introduction: texts('参加は無料です。開催の3日前まで申し込めます。', 'It is free. Please apply three days ahead.'),
    thanks: texts('お申し込みを受け付けました。', 'Your registration has arrived.'),
    next: texts(
      '開催の前日までに、このトークで会場のご案内をお送りします。',
      'The day before, we send you the way to the place in this chat.',
    ),
    checkPage: true,
    pages: [{ key: 'contact', title: texts('お申し込みになる方', 'About you') }],
    questions: [
      {
        ...{ kind: 'single_choice', key: 'session', required: true },
        title: texts('参加する日を選んでください', 'Which day suits you?'),
        options: [
          option('first', '第1回（10:00〜）', 'First (10:00)'),
          option('second', '第2回（14:00〜）', 'Second (14:00)'),
          option('online', 'オンラインで参加', 'Online'),
        ],
      },
      {
        ...{ kind: 'number', key: 'people', required: true, min: 1, max: 10 },
        title: texts('何人で参加されますか？', 'How many people will come?'),
        unit: texts('人', 'people'),
        showWhen: { fact: 'answer.session', is: 'not_equals', value: 'online' },
      },
      {
        ...{ kind: 'name', key: 'name', required: true, kana: true, page: 'contact' },
        title: texts('お名前', 'Your name'),
      },
      {
        ...{ kind: 'email', key: 'email', required: true, page: 'contact' },
        title: texts('メールアドレス', 'E-mail address'),
      },
      {
        ...{ kind: 'phone', key: 'phone', required: false, page: 'contact' },
        title: texts('電話番号（当日の連絡先）', 'Phone on the day'),
      },
      {
        ...{ kind: 'long_text', key: 'question', required: false, lengthMax: 500 },
        title: texts('講師に聞きたいことがあればお書きください', 'Is there something you want to ask the speaker?'),
      },
      {
        ...{ kind: 'consent', key: 'privacy', required: true, version: '1' },
        title: texts('個人情報の取り扱いについて', 'How we use your data'),
        text: texts(
          'ご入力の内容は、このセミナーの受付とご連絡だけに使い、開催の3か月後に消去します。',
          'We use what you enter for this seminar only, and erase it three months afterwards.',
        ),
      },
    ],
  },
}
