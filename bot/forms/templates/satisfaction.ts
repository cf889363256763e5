import { option, texts, type FormTemplate } from './template.ts'

export const satisfaction: FormTemplate = {
  key: 'satisfaction_survey',
  name: texts('お客さま満足度アンケート', 'Customer satisfaction'),
  about: texts(
    '満足度を聞き、低い点のときだけ理由をくわしく聞きます。',
    'Asks how satisfied people are, and why where they are not.',
  ),
  settings: { repeat: 'many' },
  definition: {
    title: texts('お客さま満足度アンケート', 'How did we do?'),
    introduction: texts(
      'ご利用ありがとうございます。1分ほどで終わります。',
      'Thank you for coming. This takes about a minute.',
    ),
    thanks: texts(
      'ご回答ありがとうございました。いただいた声は、スタッフ全員で読みます。',
      'Thank you. All of us read what you wrote.',
    ),
    questions: [
      {
        ...{ kind: 'rating', key: 'overall', required: true, max: 5 },
        title: texts('全体の満足度を教えてください', 'Overall, how satisfied are you?'),
        lowLabel: texts('不満', 'Not at all'),
        highLabel: texts('とても満足', 'Very'),
      },
      {
        ...{ kind: 'multiple_choice', key: 'improve', required: true },
        title: texts('どこを直せばよいでしょうか', 'What should we do better?'),
        options: [
          option('service', '接客', 'Service'),
          option('quality', '商品・サービスの質', 'Quality'),
          option('price', '価格', 'Price'),
          option('waiting', '待ち時間', 'Waiting time'),
          option('place', 'お店の清潔さ・居心地', 'The place'),
        ],
        showWhen: { fact: 'answer.overall', is: 'at_most', value: 3 },
      },
      {
        ...{ kind: 'multiple_choice', key: 'liked', required: false },
        title: texts('よかったところを選んでください', 'What did you like?'),
        options: [
          option('service', '接客', 'Service'),
          option('quality', '商品・サービスの質', 'Quality'),
          option('price', '価格', 'Price'),
          option('place', 'お店の雰囲気', 'The place'),
        ],
        showWhen: { fact: 'answer.overall', is: 'at_least', value: 4 },
      },
      {
        ...{ kind: 'long_text', key: 'comment', required: false, lengthMax: 500 },
        title: texts('ほかにお気づきのことがあればお聞かせください', 'Anything else you would like to tell us?'),
      },
    ],
    endings: [
      {
        key: 'sorry',
        when: { fact: 'answer.overall', is: 'at_most', value: 2 },
        thanks: texts(
          'ご期待にそえず、申し訳ございません。いただいたご意見を読み、すぐに見直します。',
          'We are sorry that we did not meet your expectations. We read what you wrote and act on it.',
        ),
      },
    ],
  },
}
