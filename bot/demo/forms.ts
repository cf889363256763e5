import type { FormDefinition } from '../forms/contract.ts'

/** The chat survey of the demo: a cafe asks about a visit. Its key and keyword are fixed; tests rely on them. */
export const visit: FormDefinition = {
  title: { ja: 'ご来店アンケート', en: 'About your visit' },
  introduction: {
    ja: 'ご来店ありがとうございます。1分ほどのアンケートにご協力ください。途中で「戻る」「やめる」もできます。',
    en: 'Thank you for your visit. This survey takes about a minute. You can go “back” or “stop” at any time.',
  },
  thanks: {
    ja: 'ご回答ありがとうございました。いただいた声は、お店づくりに大切に使わせていただきます。',
    en: 'Thank you for your answers. We will put them to good use.',
  },
  questions: [
    {
      kind: 'single_choice',
      key: 'company',
      title: { ja: '本日はどなたと来られましたか？', en: 'Who did you come with today?' },
      required: true,
      options: [
        { key: 'alone', label: { ja: 'ひとりで', en: 'Alone' } },
        { key: 'family', label: { ja: '家族と', en: 'With family' } },
        { key: 'friends', label: { ja: '友人と', en: 'With friends' } },
        { key: 'work', label: { ja: '仕事の人と', en: 'With colleagues' } },
      ],
    },
    {
      kind: 'number',
      key: 'children',
      title: { ja: 'お子さまは何人いらっしゃいましたか？', en: 'How many children were with you?' },
      required: true,
      min: 0,
      max: 20,
      unit: { ja: '人', en: 'children' },
      showWhen: { fact: 'answer.company', is: 'equals', value: 'family' },
    },
    {
      kind: 'rating',
      key: 'satisfaction',
      title: { ja: '本日のご満足度を教えてください', en: 'How satisfied were you today?' },
      required: true,
      max: 5,
      lowLabel: { ja: '不満', en: 'Unhappy' },
      highLabel: { ja: '満足', en: 'Happy' },
    },
    {
      kind: 'multiple_choice',
      key: 'liked',
      title: { ja: 'よかったところをすべて選んでください', en: 'What did you like? Choose all that apply' },
      required: false,
      options: [
        { key: 'coffee', label: { ja: 'コーヒー', en: 'Coffee' } },
        { key: 'sweets', label: { ja: 'お菓子', en: 'Sweets' } },
        { key: 'staff', label: { ja: 'スタッフ', en: 'Staff' } },
        { key: 'place', label: { ja: 'お店の雰囲気', en: 'The place' } },
      ],
    },
    {
      kind: 'date',
      key: 'next_visit',
      title: { ja: '次に来られそうな日はいつですか？', en: 'When might you come again?' },
      required: false,
      min: 'today',
    },
    {
      kind: 'long_text',
      key: 'comment',
      title: { ja: 'お気づきのことがあればお聞かせください', en: 'Is there anything you would like to tell us?' },
      required: false,
      lengthMax: 500,
    },
  ],
}

/** The LIFF survey of the demo. */
export const satisfaction: FormDefinition = {
  title: { ja: 'お客さま満足度アンケート', en: 'Customer satisfaction' },
  introduction: {
    ja: 'サービス向上のため、いくつかの質問にお答えください。',
    en: 'A few questions that help us to serve you better.',
  },
  thanks: {
    ja: 'ご協力ありがとうございました。回答はお店のスタッフが読み、改善に役立てます。',
    en: 'Thank you. Our staff read every answer and put it to use.',
  },
  questions: [
    {
      kind: 'rating',
      key: 'overall',
      title: { ja: '全体として、どのくらい満足されていますか？', en: 'Overall, how satisfied are you?' },
      required: true,
      max: 5,
      lowLabel: { ja: '不満', en: 'Unhappy' },
      highLabel: { ja: '満足', en: 'Happy' },
    },
    {
      kind: 'long_text',
      key: 'what_went_wrong',
      title: { ja: 'どのような点がご不満でしたか？', en: 'What went wrong?' },
      required: true,
      lengthMax: 500,
      showWhen: { fact: 'answer.overall', is: 'at_most', value: 2 },
    },
    {
      kind: 'single_choice',
      key: 'how_found',
      title: { ja: '当店を何でお知りになりましたか？', en: 'How did you find us?' },
      required: true,
      options: [
        { key: 'walk', label: { ja: '通りがかり', en: 'Passing by' } },
        { key: 'word_of_mouth', label: { ja: '知人の紹介', en: 'A friend told me' } },
        { key: 'social', label: { ja: 'SNS', en: 'Social media' } },
        { key: 'search', label: { ja: '検索・地図', en: 'Search or maps' } },
        { key: 'other', label: { ja: 'その他', en: 'Something else' } },
      ],
    },
    {
      kind: 'multiple_choice',
      key: 'wishes',
      title: { ja: '今後あったらうれしいものを選んでください', en: 'What would you like us to add?' },
      description: { ja: '3つまで選べます', en: 'Up to three' },
      required: false,
      chosenMax: 3,
      options: [
        { key: 'new_sweets', label: { ja: '季節のお菓子', en: 'Seasonal sweets' } },
        { key: 'breakfast', label: { ja: 'モーニング', en: 'Breakfast' } },
        { key: 'beans', label: { ja: 'コーヒー豆の販売', en: 'Coffee beans to take home' } },
        { key: 'workshop', label: { ja: '淹れ方教室', en: 'Brewing classes' } },
        { key: 'night', label: { ja: '夜の営業', en: 'Evening hours' } },
      ],
    },
    {
      kind: 'number',
      key: 'visits_per_month',
      title: { ja: '月に何回くらい来られますか？', en: 'How often do you come in a month?' },
      required: false,
      min: 0,
      max: 100,
      unit: { ja: '回', en: 'times' },
    },
    {
      kind: 'short_text',
      key: 'nickname',
      title: { ja: 'お店でお呼びしてよいお名前があれば教えてください', en: 'What may we call you?' },
      required: false,
      personal: true,
      lengthMax: 40,
      example: { ja: '例：さくら', en: 'For example: Sakura' },
    },
    {
      kind: 'nps',
      key: 'recommend',
      title: {
        ja: '当店をご家族やご友人にどのくらいすすめたいですか？',
        en: 'How likely are you to recommend us to family and friends?',
      },
      required: false,
      lowLabel: { ja: 'すすめない', en: 'Not at all' },
      highLabel: { ja: 'ぜひすすめたい', en: 'Very likely' },
      // Who has just told us what went wrong is not asked.
      showWhen: { fact: 'answer.overall', is: 'at_least', value: 3 },
    },
    {
      kind: 'yes_no',
      key: 'may_quote',
      title: {
        ja: 'いただいた声を、お名前を出さずに店内でご紹介してもよいですか？',
        en: 'May we show your words in the café, without your name?',
      },
      required: false,
      yesLabel: { ja: 'よい', en: 'Yes, you may' },
      noLabel: { ja: 'ひかえてほしい', en: 'Please do not' },
      showWhen: { fact: 'answer.overall', is: 'at_least', value: 3 },
    },
  ],
}
