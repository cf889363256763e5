import { checkConsent, checkFile, checkMultiple, checkSingle, checkYesNo } from './choice.ts'
import type { Kinds } from './kind.ts'
import { checkNps, checkNumber, checkRating } from './number.ts'
import { bad, good } from './problem.ts'
import { checkText } from './text.ts'

const noText = () => bad({ code: 'required' })
const noChoice = () => bad({ code: 'choose_one' })

/** The kinds of most forms, and those that take no more than a line: never loaded one by one. */
export const commonKinds = {
  judges: {
    short_text: { empty: noText, check: checkText },
    long_text: { empty: noText, check: checkText },
    single_choice: { empty: noChoice, check: checkSingle },
    dropdown: { empty: noChoice, check: checkSingle },
    multiple_choice: { empty: () => bad({ code: 'choose_some' }), check: checkMultiple },
    number: { empty: noText, check: checkNumber },
    rating: { empty: noChoice, check: checkRating },
    nps: { empty: noChoice, check: checkNps },
    yes_no: { empty: noChoice, check: checkYesNo },
    consent: { empty: () => bad({ code: 'not_agreed' }), check: checkConsent },
    file: { empty: () => bad({ code: 'file_missing' }), check: checkFile },
    // Read, not answered.
    statement: { empty: () => good(null), check: () => good(null) },
  },
  words: {
    required: () => ({ ja: '入力してください', en: 'Please fill this in' }),
    choose_one: () => ({ ja: '1つ選んでください', en: 'Please choose one' }),
    choose_some: () => ({ ja: '1つ以上選んでください', en: 'Please choose at least one' }),
    unknown_option: () => ({ ja: '一覧の中から選んでください', en: 'Please choose from the list' }),
    other_empty: () => ({
      ja: '「その他」の内容を入力してください',
      en: 'Please say what you mean by the last option',
    }),
    not_a_number: ({ example }) => ({
      ja: `数字で入力してください（例：${example}）`,
      en: `Please enter a number, for example ${example}`,
    }),
    not_whole: () => ({ ja: '小数点のない数字で入力してください', en: 'Please enter a whole number' }),
    not_a_rating: ({ limit }) => ({
      ja: `1から${limit}の数字で選んでください`,
      en: `Please choose a number from 1 to ${limit}`,
    }),
    not_a_score: () => ({ ja: '0から10の数字で選んでください', en: 'Please choose a number from 0 to 10' }),
    too_short: ({ limit, is }) => ({
      ja: `${limit}文字以上で入力してください（今は${is}文字です）`,
      en: `Please enter at least ${limit} characters (now ${is})`,
    }),
    too_long: ({ limit, is }) => ({
      ja: `${limit}文字以内で入力してください（今は${is}文字です）`,
      en: `Please enter at most ${limit} characters (now ${is})`,
    }),
    too_small: ({ limit }) => ({ ja: `${limit}以上の数字を入力してください`, en: `Please enter ${limit} or more` }),
    too_large: ({ limit }) => ({ ja: `${limit}以下の数字を入力してください`, en: `Please enter ${limit} or less` }),
    too_few: ({ limit }) => ({ ja: `${limit}個以上選んでください`, en: `Please choose at least ${limit}` }),
    too_many: ({ limit }) => ({ ja: `選べるのは${limit}個までです`, en: `Please choose at most ${limit}` }),
    not_alone: ({ label }) => ({
      ja: `「${label.ja}」は、ほかの選択肢と一緒には選べません`,
      en: `“${label.en ?? label.ja}” cannot be chosen together with others`,
    }),
    not_agreed: () => ({
      ja: '内容をご確認のうえ、同意をお願いします',
      en: 'Please read this and agree to it',
    }),
    file_missing: () => ({ ja: 'ファイルを選んでください', en: 'Please choose a file' }),
    too_many_files: ({ limit }) => ({
      ja: `選べるファイルは${limit}つまでです`,
      en: `Please choose at most ${limit} ${limit === 1 ? 'file' : 'files'}`,
    }),
  },
} satisfies Kinds
