import type { Words } from './kind.ts'
import type { Box } from './problem.ts'

const boxes: Record<Box, { ja: string; en: string }> = {
  family: { ja: 'お名前（姓）', en: 'your family name' },
  given: { ja: 'お名前（名）', en: 'your given name' },
  familyKana: { ja: 'ふりがな（姓）', en: 'how your family name is read' },
  givenKana: { ja: 'ふりがな（名）', en: 'how your given name is read' },
  whole: { ja: 'お名前', en: 'your name' },
  wholeKana: { ja: 'ふりがな', en: 'how your name is read' },
  postcode: { ja: '郵便番号', en: 'your postcode' },
  prefecture: { ja: '都道府県', en: 'your prefecture' },
  city: { ja: '市区町村', en: 'your city or ward' },
  town: { ja: '町名・番地', en: 'your town and house number' },
  rest: { ja: '番地', en: 'your house number' },
  email: { ja: 'メールアドレス', en: 'your e-mail address' },
  phone: { ja: '電話番号', en: 'your phone number' },
  birthday: { ja: '生年月日', en: 'your date of birth' },
  id: { ja: '番号', en: 'your number' },
  time: { ja: '時刻', en: 'the time' },
  place: { ja: '場所', en: 'the place' },
}

/** What is wrong with one box, for all kinds that have boxes. */
export const boxWords = {
  box_empty: ({ box }) => ({
    ja: box === 'rest' ? '番地まで入力してください' : `${boxes[box].ja}を入力してください`,
    en: `Please enter ${boxes[box].en}`,
  }),
  box_too_long: ({ box, limit }) => ({
    ja: `${boxes[box].ja}は${limit}文字以内で入力してください`,
    en: `Please enter ${boxes[box].en} in at most ${limit} characters`,
  }),
  not_kana: ({ box }) => ({
    ja: `${boxes[box].ja}は、ひらがなかカタカナで入力してください`,
    en: `Please enter ${boxes[box].en} in hiragana or katakana`,
  }),
} satisfies Words
