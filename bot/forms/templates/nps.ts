import { texts, type FormTemplate } from './template.ts'

const score = 'answer.score'

export const nps: FormTemplate = {
  key: 'nps_survey',
  name: texts('おすすめ度（NPS）', 'Recommendation (NPS)'),
  about: texts(
    '1問とその理由だけ。点によって、聞き方とお礼を変えます。',
    'One question and its reason; the words depend on the score.',
  ),
  settings: { repeat: 'many' },
  definition: {
    title: texts('2問だけのアンケート', 'Just two questions'),
    thanks: texts('ご回答ありがとうございました。', 'Thank you for your answer.'),
    questions: [
      {
        ...{ kind: 'nps', key: 'score', required: true },
        title: texts(
          '当店を、ご家族やお知り合いにすすめたいと思いますか？',
          'How likely are you to recommend us to family or friends?',
        ),
        lowLabel: texts('まったく思わない', 'Not at all'),
        highLabel: texts('とても思う', 'Very likely'),
      },
      {
        ...{ kind: 'long_text', key: 'improve', required: false, lengthMax: 500 },
        title: texts('どうすれば、もっとよくなるでしょうか', 'What should we do better?'),
        showWhen: { fact: score, is: 'at_most', value: 6 },
      },
      {
        ...{ kind: 'long_text', key: 'almost', required: false, lengthMax: 500 },
        title: texts('あと少し、足りないものは何でしょうか', 'What is missing to make it perfect?'),
        showWhen: {
          all: [
            { fact: score, is: 'at_least', value: 7 },
            { fact: score, is: 'at_most', value: 8 },
          ],
        },
      },
      {
        ...{ kind: 'long_text', key: 'liked', required: false, lengthMax: 500 },
        title: texts('いちばん気に入っているところを教えてください', 'What do you like best?'),
        showWhen: { fact: score, is: 'at_least', value: 9 },
      },
    ],
    endings: [
      {
        key: 'promoter',
        when: { fact: score, is: 'at_least', value: 9 },
        thanks: texts(
          'うれしいお言葉をありがとうございます。ぜひお知り合いにもお伝えください。',
          'Thank you for your kind words. Please tell your friends about us.',
        ),
      },
      {
        key: 'critic',
        when: { fact: score, is: 'at_most', value: 6 },
        thanks: texts(
          '率直なご意見をありがとうございます。改善に努めます。',
          'Thank you for being frank. We will work on it.',
        ),
      },
    ],
  },
}
