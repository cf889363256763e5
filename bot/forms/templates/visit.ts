import { option, texts, type FormTemplate } from './template.ts'

export const visit: FormTemplate = {
  key: 'visit_survey',
  name: texts('ご来店アンケート', 'Store visit'),
  about: texts(
    'どなたと、何をきっかけに来られたか。次の来店につなげます。',
    'Who came, with whom and why: what brings people back.',
  ),
  settings: { repeat: 'many' },
  definition: {
    title: texts('ご来店アンケート', 'About your visit'),
    introduction: texts(
      'ご来店ありがとうございます。1分ほどのアンケートにご協力ください。',
      'Thank you for your visit. This survey takes about a minute.',
    ),
    thanks: texts('ありがとうございました。またのお越しをお待ちしております。', 'Thank you. We hope to see you again.'),
    questions: [
      {
        ...{ kind: 'yes_no', key: 'first_time', required: true },
        title: texts('当店のご利用は、はじめてですか？', 'Is this your first visit?'),
      },
      {
        ...{ kind: 'single_choice', key: 'source', required: true },
        title: texts('当店をどこで知りましたか？', 'How did you find us?'),
        options: [
          option('passing', '通りがかり', 'Walked by'),
          option('friend', 'ご家族・お知り合いから', 'Family or friends'),
          option('web', '検索・地図', 'Search or maps'),
          option('sns', 'SNS', 'Social media'),
          option('flyer', 'チラシ・看板', 'Flyer or sign'),
        ],
        showWhen: { fact: 'answer.first_time', is: 'equals', value: 'yes' },
      },
      {
        ...{ kind: 'single_choice', key: 'company', required: true },
        title: texts('本日はどなたと来られましたか？', 'Who did you come with?'),
        options: [
          option('alone', 'ひとりで', 'Alone'),
          option('family', '家族と', 'Family'),
          option('friends', '友人と', 'Friends'),
          option('work', '仕事の人と', 'Colleagues'),
        ],
      },
      {
        ...{ kind: 'number', key: 'children', required: true, min: 0, max: 20 },
        title: texts('お子さまは何人ですか？', 'How many children came along?'),
        unit: texts('人', 'children'),
        showWhen: { fact: 'answer.company', is: 'equals', value: 'family' },
      },
      {
        ...{ kind: 'rating', key: 'rating', required: true, max: 5 },
        title: texts('本日の満足度を教えてください', 'How satisfied were you today?'),
        lowLabel: texts('不満', 'Not at all'),
        highLabel: texts('満足', 'Very'),
      },
      {
        ...{ kind: 'long_text', key: 'comment', required: false, lengthMax: 500 },
        title: texts('ご意見・ご感想をお聞かせください', 'Please tell us what you think'),
      },
    ],
  },
}
