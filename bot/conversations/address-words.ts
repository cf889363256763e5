import type { Language } from '../forms/contract.ts'

const ja = {
  typeAddress: '郵便番号を「150-0001」のように送るか、ご住所を「東京都渋谷区神宮前1-2-3」のように続けて送ってください',
  orPage: '「入力ページを開く」を押して入力することもできます',
  typeHouse: '続けて、番地・建物名・部屋番号を「1-2-3 ハイツ101」のように送ってください',
  typeTown: '続けて、町名・番地を「神宮前1-2-3」のように送ってください',
  typeCity: '続けて、市区町村から先を送ってください',
  typeWhole: '続けて、ご住所を都道府県から送ってください',
  otherPlace: '違うときは、正しい郵便番号かご住所を送ってください',
  choosePlace: '下から選んでください',
  otherTown: 'そのほかの町',
  noSuchPostcode: 'この郵便番号の住所が見つかりませんでした。',
  notLookedUp: '郵便番号から住所を調べられませんでした。',
  elsewhere: '郵便番号とご住所の場所が違うようです。このままでよければ、もう一度同じものを送ってください。',
  whichCity: '同じ名前の市区町村があります。どちらでしょうか？',
  noHouse: '番地を読み取れませんでした。番地がないときは「番地なし」と送ってください。',
  noAddress: 'ご住所として読み取れませんでした。',
  fromAnew: 'もう一度うかがいます。',
}

const en: typeof ja = {
  typeAddress:
    'Please send your postcode, like “150-0001”, or your whole address, like “1-2-3 Jingumae, Shibuya-ku, Tokyo”',
  orPage: 'You can also fill it in on the page behind “Open the page”',
  typeHouse: 'Now please send your house number, building and room, like “1-2-3 Heights 101”',
  typeTown: 'Now please send your town and house number',
  typeCity: 'Now please send the rest of it, from your city on',
  typeWhole: 'Now please send your address with its prefecture',
  otherPlace: 'If this is not right, please send the right postcode or address',
  choosePlace: 'Please choose below',
  otherTown: 'Another town',
  noSuchPostcode: 'There is no place with this postcode.',
  notLookedUp: 'Your postcode could not be looked up.',
  elsewhere: 'Your postcode seems to be of another place. If all is right, please send the same once more.',
  whichCity: 'There are several places of this name. Which one is it?',
  noHouse: 'This could not be read as a house number. If there is none, please send “番地なし”.',
  noAddress: 'This could not be read as an address.',
  fromAnew: 'Let us begin again.',
}

/** What the chat says about an address, in the person's language. */
export const addressWords = (language: Language): typeof ja => (language === 'en' ? en : ja)
