import type { Texts } from '../../../bot/forms/contract.ts'

/** What the fields of later kinds say; it comes with them. */
export const fieldTexts = {
  choose: { ja: '選んでください', en: 'Please choose' },
  /** Beside a date it has half of a phone's width. */
  chooseTime: { ja: '選ぶ', en: 'Choose' },
  familyName: { ja: '姓', en: 'Family name' },
  givenName: { ja: '名', en: 'Given name' },
  familyNameKana: { ja: 'せい（ふりがな）', en: 'Family name in kana' },
  givenNameKana: { ja: 'めい（ふりがな）', en: 'Given name in kana' },
  wholeName: { ja: 'お名前', en: 'Full name' },
  nameKana: { ja: 'ふりがな', en: 'Reading in kana' },
  meantEmail: { ja: 'もしかして {email} ですか？', en: 'Did you mean {email}?' },
  postcode: { ja: '郵便番号', en: 'Postcode' },
  prefecture: { ja: '都道府県', en: 'Prefecture' },
  city: { ja: '市区町村', en: 'City, ward or town' },
  town: { ja: '町名', en: 'Area' },
  houseNumber: { ja: '番地・建物名・部屋番号', en: 'House number, building, room' },
  addressFilled: {
    ja: '住所を入力しました。番地をご確認ください',
    en: 'Address filled in. Please add the house number',
  },
  severalTowns: { ja: 'この郵便番号には、複数の町があります', en: 'Several places share this postcode' },
  chooseTown: { ja: '町を選ぶ', en: 'Choose the place' },
  otherTown: { ja: 'その他の町', en: 'Elsewhere in this city' },
  postcodeNotFound: {
    ja: '郵便番号が見つかりません。住所を直接入力してください',
    en: 'This postcode was not found. Please type the address',
  },
  postcodeFailed: {
    ja: '今はつながらないため、住所を自動で入力できません。つながると入ります。直接入力することもできます',
    en: 'No connection: the address will be filled in when it is back. You can also type it',
  },
  counting: { ja: '年の数え方', en: 'How years are counted' },
  westernYears: { ja: '西暦', en: 'Western' },
  eraYears: { ja: '和暦', en: 'Japanese era' },
  era: { ja: '元号', en: 'Era' },
  year: { ja: '年', en: 'Year' },
  month: { ja: '月', en: 'Month' },
  day: { ja: '日', en: 'Day' },
  date: { ja: '日付', en: 'Date' },
  time: { ja: '時刻', en: 'Time' },
  yen: { ja: '円', en: 'yen' },
  nothingChosen: { ja: 'まだ選んでいません', en: 'Nothing chosen yet' },
  agree: { ja: '同意します', en: 'I agree' },
} satisfies Record<string, Texts>
