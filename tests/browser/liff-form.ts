import type { FormDefinition } from '../../bot/forms/contract.ts'

/** Every kind of question, a branch, an optional one and a personal one. */
export const visitForm: FormDefinition = {
  title: { ja: 'ご来店アンケート', en: 'Your visit' },
  introduction: {
    ja: '1分ほどで終わります。いただいた声は、お店づくりにのみ使います。',
    en: 'This takes about a minute. What you tell us is used only to make the shop better.',
  },
  thanks: {
    ja: 'ご協力ありがとうございました。\nまたのお越しをお待ちしております。',
    en: 'Thank you for your time.\nWe look forward to seeing you again.',
  },
  questions: [
    {
      kind: 'single_choice',
      key: 'party',
      title: { ja: '本日はどなたと来られましたか', en: 'Who did you come with today?' },
      required: true,
      options: [
        { key: 'alone', label: { ja: 'ひとりで', en: 'On my own' } },
        { key: 'family', label: { ja: '家族と', en: 'With family' } },
        { key: 'friends', label: { ja: '友人と', en: 'With friends' } },
        { key: 'work', label: { ja: '仕事の方と', en: 'With people from work' } },
      ],
    },
    {
      kind: 'number',
      key: 'children',
      title: { ja: 'お子さまは何人ですか', en: 'How many children came along?' },
      required: true,
      min: 0,
      max: 10,
      unit: { ja: '人', en: 'children' },
      showWhen: { fact: 'answer.party', is: 'equals', value: 'family' },
    },
    {
      kind: 'multiple_choice',
      key: 'ordered',
      title: { ja: '召し上がったものを教えてください', en: 'What did you have?' },
      required: true,
      chosenMax: 3,
      options: [
        { key: 'blend', label: { ja: 'ブレンドコーヒー', en: 'House coffee' } },
        { key: 'tea', label: { ja: '紅茶・日本茶', en: 'Tea' } },
        { key: 'cake', label: { ja: 'ケーキ・焼き菓子', en: 'Cake or biscuits' } },
        { key: 'meal', label: { ja: '軽食', en: 'A light meal' } },
      ],
    },
    {
      kind: 'rating',
      key: 'comfort',
      title: { ja: '居心地はいかがでしたか', en: 'How comfortable was it?' },
      required: true,
      max: 5,
      lowLabel: { ja: 'いまひとつ', en: 'Not very' },
      highLabel: { ja: 'とてもよい', en: 'Very' },
    },
    {
      kind: 'date',
      key: 'next_visit',
      title: { ja: '次に来たい日はありますか', en: 'When would you like to come again?' },
      description: {
        ja: 'お席の目安にします。予約にはなりません。',
        en: 'It helps us to plan. It is not a reservation.',
      },
      required: false,
      min: 'today',
    },
    {
      kind: 'short_text',
      key: 'name',
      title: { ja: 'お名前を教えてください', en: 'What is your name?' },
      required: true,
      personal: true,
      lengthMax: 40,
      example: { ja: '例：結城 藍', en: 'For example: Ai Yuki' },
    },
    {
      kind: 'long_text',
      key: 'wishes',
      title: { ja: 'お気づきの点があれば、お聞かせください', en: 'Is there anything we could do better?' },
      required: false,
      lengthMax: 500,
    },
  ],
}
