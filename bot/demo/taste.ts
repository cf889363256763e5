import type { FormDefinition } from '../forms/contract.ts'
import type { FormSettings } from '../forms/publish.ts'
import type { FormRule } from '../rules/contract.ts'
import type { SlotPlan } from '../slots/staff-contract.ts'

/** The demo's quiz with a booking at its end: pictures, points, a slot, endings by answer, rules. Its key is fixed. */
export const taste: FormDefinition = {
  title: { ja: 'コーヒー好み診断と試飲会', en: 'Find your coffee, and taste it' },
  introduction: {
    ja: '3つの質問で、あなたに合うコーヒーがわかります。気に入ったら、そのまま試飲会をご予約いただけます。',
    en: 'Three questions tell which coffee is yours. If you like, book a tasting right away.',
  },
  thanks: {
    ja: 'あなたに合うのは「中煎り」です（深煎り度 {{value.depth}}点）。毎日飲んでも飽きない、ほどよい苦みとコクがあります。',
    en: 'Yours is a medium roast ({{value.depth}} points): balanced, and good for every day.',
  },
  next: {
    ja: 'ご来店のときにこの結果をお見せください。ぴったりの豆をご案内します。',
    en: 'Show us this when you come, and we will find the beans for you.',
  },
  questions: [
    {
      kind: 'single_choice',
      key: 'cup',
      title: { ja: 'いま飲みたい一杯はどれですか？', en: 'Which cup would you like right now?' },
      required: true,
      options: [
        { key: 'espresso', label: { ja: 'エスプレッソ', en: 'Espresso' }, score: 5 },
        { key: 'latte', label: { ja: 'カフェラテ', en: 'Caffè latte' }, score: 3 },
        { key: 'drip', label: { ja: 'ハンドドリップ', en: 'Hand drip' }, score: 2 },
        { key: 'iced', label: { ja: '水出しアイス', en: 'Cold brew' }, score: 0 },
      ],
    },
    {
      kind: 'slider',
      key: 'bitterness',
      title: { ja: '苦さはどのくらいが好きですか？', en: 'How bitter do you like it?' },
      required: true,
      min: 0,
      max: 10,
      step: 1,
      lowLabel: { ja: 'すっきり', en: 'Light' },
      highLabel: { ja: 'しっかり', en: 'Strong' },
    },
    {
      kind: 'single_choice',
      key: 'time',
      title: { ja: 'おもにいつ飲みますか？', en: 'When do you mostly drink it?' },
      required: true,
      options: [
        { key: 'morning', label: { ja: '朝、目を覚ましたいとき', en: 'In the morning, to wake up' }, score: 3 },
        { key: 'break', label: { ja: '昼、ひと息つきたいとき', en: 'At noon, for a break' }, score: 1 },
        { key: 'night', label: { ja: '夜、ゆっくりしたいとき', en: 'At night, to unwind' }, score: 0 },
      ],
    },
    {
      kind: 'yes_no',
      key: 'join',
      title: { ja: '週末の試飲会に参加しますか？', en: 'Would you like to come to a weekend tasting?' },
      description: { ja: '無料・45分。豆を3種類飲みくらべます', en: 'Free, 45 minutes, three kinds of beans' },
      required: true,
      yesLabel: { ja: '参加する', en: 'Yes, I will come' },
      noLabel: { ja: '今回はやめておく', en: 'Not this time' },
      jumps: [{ when: { fact: 'answer.join', is: 'equals', value: 'no' }, to: 'end' }],
    },
    {
      kind: 'slot',
      key: 'session',
      title: { ja: 'ご希望の回を選んでください', en: 'Which tasting would you like to join?' },
      required: true,
      waiting: true,
    },
    {
      kind: 'long_text',
      key: 'wish',
      title: {
        ja: '飲んでみたい豆や、気になることがあれば教えてください',
        en: 'Anything you would like to try, or ask?',
      },
      required: false,
      lengthMax: 300,
    },
  ],
  calculations: [
    {
      key: 'depth',
      title: { ja: '深煎り度', en: 'How dark' },
      formula: { do: 'plus', of: [{ fact: 'score.cup' }, { fact: 'answer.bitterness' }, { fact: 'score.time' }] },
      unit: { ja: '点', en: 'points' },
      blank: 'zero',
    },
  ],
  endings: [
    {
      key: 'dark',
      when: { fact: 'value.depth', is: 'at_least', value: 12 },
      thanks: {
        ja: 'あなたに合うのは「深煎り」です（深煎り度 {{value.depth}}点）。ビターチョコのような香りと、しっかりした苦みをどうぞ。',
        en: 'Yours is a dark roast ({{value.depth}} points): dark chocolate, and plenty of body.',
      },
      next: {
        ja: 'おすすめはマンデリンです。ご来店のときにこの結果をお見せください。',
        en: 'Try our Mandheling. Show us this when you come.',
      },
    },
    {
      key: 'light',
      when: { fact: 'value.depth', is: 'at_most', value: 5 },
      thanks: {
        ja: 'あなたに合うのは「浅煎り」です（深煎り度 {{value.depth}}点）。果実のような、明るい酸味を楽しめます。',
        en: 'Yours is a light roast ({{value.depth}} points): bright, and fruity.',
      },
      next: {
        ja: 'おすすめはエチオピアです。ご来店のときにこの結果をお見せください。',
        en: 'Try our Ethiopia. Show us this when you come.',
      },
    },
  ],
}

/** One picture for each cup; the id is what the option names, the same wherever the demo is. */
export const tastePictures: Record<string, string> = {
  espresso: '00000000-0000-7000-8000-00000c0ffee1',
  latte: '00000000-0000-7000-8000-00000c0ffee2',
  drip: '00000000-0000-7000-8000-00000c0ffee3',
  iced: '00000000-0000-7000-8000-00000c0ffee4',
}

/** The same with a picture beside each cup, where there is a place for pictures. */
export const tasteWithPictures: FormDefinition = {
  ...taste,
  questions: taste.questions.map((question) =>
    question.kind === 'single_choice' && question.key === 'cup'
      ? { ...question, options: question.options.map((one) => ({ ...one, picture: tastePictures[one.key] })) }
      : question,
  ),
}

/** Who changes their mind can do so until the day before. */
export const tasteSettings: FormSettings = { repeat: 'edit', cancelUntil: 24 * 60 }

export const darkTag = '深煎り好き'

/** Who likes it dark is found again, and the café hears of every booking and of who takes it back. */
export const tasteRules = (darkTagId: string): FormRule[] => [
  {
    ...{ key: 'dark', on: 'finished', when: { fact: 'value.depth', is: 'at_least', value: 12 } },
    deeds: [{ do: 'add_tag', tag: darkTagId }],
  },
  {
    ...{ key: 'booked', on: 'finished', when: { fact: 'answer.join', is: 'equals', value: 'yes' } },
    deeds: [
      {
        ...{ do: 'send_message', push: false },
        text: {
          ja: '試飲会のご予約ありがとうございます。10分前からお入りいただけます。お会いできるのを楽しみにしています。',
          en: 'Thank you for booking a tasting. Doors open ten minutes before. See you soon!',
        },
      },
      { do: 'notify_staff', byMail: false },
    ],
  },
  { key: 'cancelled', on: 'cancelled', deeds: [{ do: 'notify_staff', byMail: false }] },
]

/** Two tastings on each weekend day of some weeks. */
export const tasteSlots = (from: string, to: string): SlotPlan => ({
  ...{ question: 'session', from, to, except: [], weekdays: [0, 6], times: ['11:00', '15:00'], minutes: 45 },
  ...{ capacity: 6, title: null },
})
