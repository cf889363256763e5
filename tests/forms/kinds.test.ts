import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerText } from '../../bot/forms/answer-text.ts'
import { checkAnswer, problemText, type Problem } from '../../bot/forms/check.ts'
import { contactsIn } from '../../bot/forms/contacts-in.ts'
import type { AnswerValue, FormDefinition, Question, QuestionKind } from '../../bot/forms/contract.ts'
import { columnsOf, valueIn } from '../../bot/forms/draft.ts'
import { missingQuestions, nextQuestion } from '../../bot/forms/flow.ts'
import { progress } from '../../bot/forms/progress.ts'
import { likelierEmail } from '../../bot/forms/kinds/email.ts'
import { bestMatches } from '../../bot/forms/matches.ts'
import { isPersonal } from '../../bot/forms/personal.ts'
import { readAnswer } from '../../bot/forms/read.ts'

const today = '2026-11-21'
const common = { key: 'q', title: { ja: '問い', en: 'Question' }, required: true }
const name: Question = { kind: 'name', ...common }
const kana: Question = { kind: 'name', ...common, kana: true }
const whole: Question = { kind: 'name', ...common, whole: true }
const email: Question = { kind: 'email', ...common }
const phone: Question = { kind: 'phone', ...common }
const address: Question = { kind: 'address', ...common }
const birthday: Question = { kind: 'birthday', ...common }
const time: Question = { kind: 'time', ...common }
const visitAt: Question = { kind: 'date_time', ...common, min: 'today', step: 30 }
const memberId: Question = {
  kind: 'member_id',
  ...common,
  lengthMin: 8,
  lengthMax: 8,
  digits: true,
  hint: { ja: 'カードの表にあります', en: 'It is on the front of your card' },
}
const places = ['北海道', '東京都', '京都府', '大阪府', '神奈川県'].map((ja, index) => ({
  key: `p${index}`,
  label: { ja },
}))
const dropdown: Question = { kind: 'dropdown', ...common, options: places }
const yesNo: Question = { kind: 'yes_no', ...common }
const nps: Question = { kind: 'nps', ...common }
const consent: Question = { kind: 'consent', ...common, text: { ja: '規約' }, version: '1' }
const statement: Question = { kind: 'statement', ...common, required: false }
const file: Question = { kind: 'file', ...common, accept: 'photo', filesMax: 2 }

const stored = (question: Question, value: unknown) => {
  const checked = checkAnswer(question, value, today)
  return checked.ok ? checked.value : problemText(checked.problem, 'ja')
}
const part = (question: Question, value: unknown, key: string) => {
  const kept = stored(question, value)
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept[key] : kept
}

describe('a telephone number is stored as given and in E.164', () => {
  test.each([
    ['090-1234-5678', '+819012345678'],
    ['０９０－１２３４－５６７８', '+819012345678'],
    ['090ー1234ー5678', '+819012345678'],
    ['090‐1234−5678', '+819012345678'],
    ['090–1234—5678', '+819012345678'],
    ['090 1234 5678', '+819012345678'],
    ['　０９０　１２３４　５６７８　', '+819012345678'],
    ['09012345678', '+819012345678'],
    ['(090)1234-5678', '+819012345678'],
    ['+81 90-1234-5678', '+819012345678'],
    ['＋８１（０）９０－１２３４－５６７８', '+819012345678'],
    ['0081-90-1234-5678', '+819012345678'],
    ['010-81-90-1234-5678', '+819012345678'],
    ['819012345678', '+819012345678'],
    ['TEL：03-1234-5678', '+81312345678'],
    ['０３（１２３４）５６７８', '+81312345678'],
    ['0550-12-3456', '+81550123456'],
    ['0120-444-444', '+81120444444'],
    ['0800-123-4567', '+818001234567'],
    ['050-1234-5678', '+815012345678'],
    ['+44 20 7946 0958', '+442079460958'],
    ['+1 (212) 555-0199', '+12125550199'],
    ['090\u200b1234\u20605678\u0000', '+819012345678'],
  ])('%s', (given, e164) => expect(part(phone, given, 'e164')).toBe(e164))

  test.each([
    ['090-1234-567', 'この番号は11桁です。今は10桁です'],
    ['03-1234-567', '電話番号は10桁か11桁です。今は9桁です'],
    ['03-1234-56789', '固定電話の番号は10桁です。今は11桁です'],
    ['1234-5678', '電話番号を、市外局番など「0」で始まる番号から入力してください'],
    ['090-1234-5678 / 03-1234-5678', '電話番号は10桁か11桁です。今は21桁です'],
    ['ありません', '電話番号を数字で入力してください（例：090-1234-5678）'],
    ['+12', '国番号からの電話番号は7桁から15桁です。今は2桁です'],
    ['', '電話番号を入力してください'],
    ['　', '電話番号を入力してください'],
  ])('%s is refused: %s', (given, problem) => expect(stored(phone, given)).toBe(problem))

  test('what was typed stays beside it', () =>
    expect(stored(phone, ' ０９０－１２３４－５６７８ ')).toEqual({
      given: '０９０－１２３４－５６７８',
      e164: '+819012345678',
    }))
})

describe('an e-mail address is stored as given and as it is written to', () => {
  test.each([
    ['aiko@example.com', 'aiko@example.com'],
    [' ａｉｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ ', 'aiko@example.com'],
    ['Aiko.Sato@Example.CO.JP', 'Aiko.Sato@example.co.jp'],
    ['aiko @ example.com', 'aiko@example.com'],
    ['aiko@example。com', 'aiko@example.com'],
    ['aiko@exampleー1.com', 'aiko@example-1.com'],
    ['<aiko@example.com>', 'aiko@example.com'],
    ['mailto:aiko@example.com', 'aiko@example.com'],
    ['aiko@example.comaiko@example.com', 'aiko@example.com'],
    ['aiko..sato.@docomo.ne.jp', 'aiko..sato.@docomo.ne.jp'],
    ['.aiko@ezweb.ne.jp', '.aiko@ezweb.ne.jp'],
    ['aiko+musubi@example.com', 'aiko+musubi@example.com'],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ['aiko\u200b@example.com', 'aiko@example.com'],
    ['Aiko <aiko@example.com>', 'aiko@example.com'],
    ['aiko@example.com。', 'aiko@example.com'],
    ['aiko@xn--wgv71a.jp', 'aiko@xn--wgv71a.jp'],
  ])('%s', (given, meant) => expect(part(email, given, 'email')).toBe(meant))

  test.each([
    ['aiko.example.com', '「@」がありません。メールアドレスを確かめてください'],
    ['a@b@example.com', '「@」が2つ以上あります。メールアドレスを1つだけ入力してください'],
    ['@example.com', '「@」の前がありません。メールアドレスを確かめてください'],
    ['aiko@', '「@」の後ろを確かめてください（例：aiko@example.com）'],
    ['aiko@example', '「@」の後ろを確かめてください（例：aiko@example.com）'],
    ['aiko@example..com', '「@」の後ろを確かめてください（例：aiko@example.com）'],
    ['あいこ@example.com', '「あ」はメールアドレスに使えません。確かめてください'],
    ['aiko@example,com', '「,」はメールアドレスに使えません。確かめてください'],
    ['🍡@example.com', '「🍡」はメールアドレスに使えません。確かめてください'],
    [`${'a'.repeat(250)}@example.com`, 'メールアドレスは254文字以内で入力してください'],
    ['', 'メールアドレスを入力してください'],
  ])('%s is refused: %s', (given, problem) => expect(stored(email, given)).toBe(problem))

  test.each([
    ['aiko@gmial.com', 'aiko@gmail.com'],
    ['aiko@gmail.con', 'aiko@gmail.com'],
    ['aiko@docomo.ne.jo', 'aiko@docomo.ne.jp'],
    ['aiko@gmail.com', null],
    ['aiko@ymail.com', null],
    ['aiko@example.com', null],
  ])('a slip in %s is seen, never mended silently', (given, meant) => {
    expect(likelierEmail(given)).toBe(meant)
    expect(part(email, given, 'email')).toBe(given)
  })
})

describe('a birthday is stored as given and as a day', () => {
  test.each([
    ['1975-05-05', '1975-05-05'],
    ['１９７５年５月５日', '1975-05-05'],
    ['1975/5/5', '1975-05-05'],
    ['1975.5.5', '1975-05-05'],
    ['1975 5 5', '1975-05-05'],
    ['１９７５０５０５', '1975-05-05'],
    ['西暦1975年5月5日', '1975-05-05'],
    ['昭和50年5月5日', '1975-05-05'],
    ['昭和５０・５・５', '1975-05-05'],
    ['S50.5.5', '1975-05-05'],
    ['ｓ５０／５／５', '1975-05-05'],
    ['昭50.5.5', '1975-05-05'],
    ['㍼50年5月5日', '1975-05-05'],
    ['S500505', '1975-05-05'],
    ['昭和五十年五月五日', '1975-05-05'],
    ['昭和50年5月5日生まれ', '1975-05-05'],
    ['昭和元年12月25日', '1926-12-25'],
    ['大正15年12月25日', '1926-12-25'],
    ['昭和64年1月7日', '1989-01-07'],
    ['平成元年1月8日', '1989-01-08'],
    ['H1.1.8', '1989-01-08'],
    ['平成31年4月30日', '2019-04-30'],
    ['令和元年5月1日', '2019-05-01'],
    ['R8.11.21', '2026-11-21'],
    ['明治40年1月1日', '1907-01-01'],
    ['5 May 1975', '1975-05-05'],
    ['May 5th, 1975', '1975-05-05'],
    ['2000-02-29', '2000-02-29'],
    ['70/1/1', '1970-01-01'],
    ['しょうわ50年5月5日', '1975-05-05'],
    ['Showa 50/5/5', '1975-05-05'],
    ['1975年（昭和50年）5月5日', '1975-05-05'],
  ])('%s', (given, date) => expect(stored(birthday, given)).toEqual({ given, date }))

  test.each([
    ['昭和64年1月8日', '昭和64年は1月7日までです。1989年1月8日は平成元年です'],
    ['昭和65年1月1日', '昭和は64年1月7日までです。1990年1月1日は平成2年です'],
    ['昭和元年12月24日', '昭和元年は12月25日からです。1926年12月24日は大正15年です'],
    ['昭和200年1月1日', '生年月日は今日までの日付で入力してください'],
    ['平成元年1月7日', '平成元年は1月8日からです。1989年1月7日は昭和64年です'],
    ['平成31年5月1日', '平成31年は4月30日までです。2019年5月1日は令和元年です'],
    ['令和元年4月30日', '令和元年は5月1日からです。2019年4月30日は平成31年です'],
    ['1975年2月30日', '2月30日という日付はありません。日付を確かめてください'],
    ['昭和50年2月29日', '2月29日という日付はありません。日付を確かめてください'],
    ['2026-11-22', '生年月日は今日までの日付で入力してください'],
    ['令和9年1月1日', '生年月日は今日までの日付で入力してください'],
    ['1899-12-31', '生年月日は1900年以降の日付で入力してください'],
    ['春ごろ', '生年月日を年・月・日で入力してください（例：1975/5/5、昭和50年5月5日）'],
    ['50', '生年月日を年・月・日で入力してください（例：1975/5/5、昭和50年5月5日）'],
    ['', '生年月日を入力してください'],
  ])('%s is refused: %s', (given, problem) => expect(stored(birthday, given)).toBe(problem))

  test('a year of two digits asks which one is meant, and stays settled once it was said', () => {
    for (const given of ['５０年５月５日', '50/5/5', '500505']) {
      const checked = checkAnswer(birthday, given, today)
      expect(checked).toMatchObject({
        problem: { code: 'which_year', choices: [{ date: '1950-05-05' }, { date: '1975-05-05' }] },
      })
      expect(stored(birthday, given)).toBe('何年のことか、選んでください：1950年（昭和25年）、1975年（昭和50年）')
      expect(stored(birthday, { given, date: '1975-05-05' })).toEqual({ given, date: '1975-05-05' })
      expect(stored(birthday, { given, date: '1976-05-05' })).not.toMatchObject({ given })
    }
  })
})

describe('a name is stored as given', () => {
  test.each([
    ['髙橋', '𠮷子'],
    ['辻󠄀', '一郎'],
    ['渡邉󠄂', '﨑'],
    ['\uFA19', '\uFA26'],
    ['辻\u{E0101}', '\uFA11'],
    ['ＯＢＲＩＥＮ', 'ﾏﾘｱ'],
    ['Müller-Lüdenscheidt', 'Anne Marie'],
    ["O'Connor", 'Siobhán'],
    ['Nguyễn', 'Văn A'],
    ['王', '小明'],
    ['김', '민수'],
    ['สมชาย', 'ใจดี'],
    ['山田', '花子🌸'],
    ['司馬 遼', '太郎'],
  ])('%s %s', (family, given) => expect(stored(name, { family, given })).toEqual({ family, given }))

  test('only spaces around it, control characters and the form of composed characters change', () => {
    expect(stored(name, { family: '　山\u0000田 ', given: ' か\u3099く\n太郎 ' })).toEqual({
      family: '山田',
      given: 'がく 太郎',
    })
    expect(stored(whole, 'María José  García Márquez')).toEqual({ whole: 'María José García Márquez' })
    expect(stored(name, { family: '\ud842', given: '太郎' })).toBe('お名前（姓）を入力してください')
  })

  test.each([
    ['やまだ', 'はなこ', 'ヤマダ', 'ハナコ'],
    ['ヤマダ', 'ハナコ', 'ヤマダ', 'ハナコ'],
    ['ﾔﾏﾀﾞ', 'ﾊﾟｰﾙ', 'ヤマダ', 'パール'],
    ['ゔぃとん', 'じゃん・ぽーる', 'ヴィトン', 'ジャン・ポール'],
    ['おおの', 'り-さ', 'オオノ', 'リーサ'],
    ['か\u3099', 'ささゝき', 'ガ', 'ササヽキ'],
  ])('its reading %s %s is kept in katakana', (familyKana, givenKana, family, given) =>
    expect(stored(kana, { family: '山田', given: '花子', familyKana, givenKana })).toEqual({
      family: '山田',
      given: '花子',
      familyKana: family,
      givenKana: given,
    }),
  )

  test.each([
    [name, { family: '', given: '花子' }, 'お名前（姓）を入力してください'],
    [name, { family: '山田', given: ' ' }, 'お名前（名）を入力してください'],
    [name, { family: '山田'.repeat(31), given: '花子' }, 'お名前（姓）は60文字以内で入力してください'],
    [name, '山田花子', 'お名前（姓）を入力してください'],
    [name, {}, 'お名前（姓）を入力してください'],
    [whole, '', 'お名前を入力してください'],
    [kana, { family: '山田', given: '花子' }, 'ふりがな（姓）を入力してください'],
    [
      kana,
      { family: '山田', given: '花子', familyKana: '山田', givenKana: 'はなこ' },
      'ふりがな（姓）は、ひらがなかカタカナで入力してください',
    ],
    [
      kana,
      { family: '山田', given: '花子', familyKana: 'やまだ', givenKana: 'hanako' },
      'ふりがな（名）は、ひらがなかカタカナで入力してください',
    ],
  ])('%o does not take %o: %s', (question, value, problem) => expect(stored(question, value)).toBe(problem))

  test('is read in a chat only where nothing has to be guessed', () => {
    const read = (question: Question, said: string) => readAnswer(question, said, today)
    expect(read(name, '山田 太郎')).toEqual({ family: '山田', given: '太郎' })
    expect(read(name, '　𠮷田　みち子　')).toEqual({ family: '𠮷田', given: 'みち子' })
    expect(read(kana, '山田 花子 やまだ ハナコ')).toEqual({
      family: '山田',
      given: '花子',
      familyKana: 'やまだ',
      givenKana: 'ハナコ',
    })
    expect(read(whole, 'Emma Wilson')).toEqual({ whole: 'Emma Wilson' })
    for (const said of [
      '山田太郎',
      'John Smith',
      'ジョン スミス',
      '山田 太郎 です',
      '営業時間は 何時ですか',
      '続き',
      '何に使いますか',
    ])
      expect(read(name, said)).toBeUndefined()
    expect(read(kana, '山田 花子')).toBeUndefined()
    expect(read(whole, 'what is this for')).toBeUndefined()
  })
})

describe('an address is stored as given, its postcode as seven characters', () => {
  const home = { prefecture: '東京都', city: '千代田区', town: '千代田', rest: '１−１ むすびビル１０１' }
  test.each([
    ['100-0001', '1000001'],
    ['〒１００－０００１', '1000001'],
    ['〒 100 0001', '1000001'],
    ['1000001', '1000001'],
    ['100ー0001', '1000001'],
  ])('%s', (postcode, meant) => expect(stored(address, { ...home, postcode })).toEqual({ ...home, postcode: meant }))

  test('a digital address stands for a postcode; an unknown code stops nobody', () => {
    expect(part(address, { ...home, postcode: 'ａ７ｅ－２ｆｋｐ' }, 'postcode')).toBe('A7E2FKP')
    expect(stored(address, { ...home, postcode: '' })).toEqual(home)
  })

  test.each([
    [{ ...home, postcode: '100-001' }, '郵便番号は7桁です。今は6桁です。わからないときは空のままで進めます'],
    [{ ...home, prefecture: '' }, '都道府県を入力してください'],
    [{ ...home, city: ' ' }, '市区町村を入力してください'],
    [{ ...home, town: '', rest: '' }, '町名・番地を入力してください'],
    [{ ...home, rest: '' }, '番地まで入力してください'],
    ['東京都千代田区千代田1-1', '都道府県を入力してください'],
  ])('%o is refused: %s', (value, problem) => expect(stored(address, value)).toBe(problem))

  test('the house number may stand in the box of the town, or be said not to exist', () => {
    expect(stored(address, { ...home, town: '千代田１−１', rest: '' })).toMatchObject({ town: '千代田１−１' })
    expect(stored(address, { ...home, rest: '番地なし' })).toMatchObject({ rest: '番地なし' })
  })
})

describe('times', () => {
  test.each([
    ['18:30', '18:30'],
    ['１８：３０', '18:30'],
    ['18時30分', '18:30'],
    ['18時半', '18:30'],
    ['午後6時半', '18:30'],
    ['午後６時３０分', '18:30'],
    ['6:30 pm', '18:30'],
    ['6pm', '18:00'],
    ['1830', '18:30'],
    ['夜7時ごろ', '19:00'],
    ['午前0時', '00:00'],
    ['12:30 AM', '00:30'],
    ['12pm', '12:00'],
    ['正午', '12:00'],
    ['9時', '09:00'],
    ['25時', undefined],
    ['18:60', undefined],
    ['午前13時', undefined],
    ['あとで', undefined],
  ])('the time in %s', (said, meant) => {
    expect(readAnswer(time, said, today)).toBe(meant)
    expect(stored(time, said)).toBe(meant ?? '時刻を入力してください（例：18:30、午後6時半）')
  })

  test('keep to their bounds and grid', () => {
    const booked: Question = { kind: 'time', ...common, min: '11:00', max: '20:00', step: 15 }
    expect(stored(booked, '10:45')).toBe('11:00以降の時刻を入力してください')
    expect(stored(booked, '20:15')).toBe('20:00までの時刻を入力してください')
    expect(stored(booked, '12:10')).toBe('時刻は15分きざみで入力してください')
    expect(stored(booked, '12:15')).toBe('12:15')
  })

  test.each([
    ['12/3 18:30', '2026-12-03T18:30'],
    ['明日の午後6時', '2026-11-22T18:00'],
    ['12月3日18時半', '2026-12-03T18:30'],
    ['１２月３日　１８：３０', '2026-12-03T18:30'],
    ['あした18時', '2026-11-22T18:00'],
    ['2026-12-03T18:30', '2026-12-03T18:30'],
    ['令和8年12月3日 午後6時', '2026-12-03T18:00'],
    ['12/3', undefined],
    ['18:30', undefined],
  ])('the day and time in %s', (said, meant) => {
    expect(readAnswer(visitAt, said, today)).toBe(meant)
    if (meant) expect(stored(visitAt, meant)).toBe(meant)
  })

  test('a day and time keeps to its bounds and grid, and is a moment of Japan’s clock', () => {
    expect(stored(visitAt, '2026-11-20T12:00')).toBe('2026年11月21日以降の日付を選んでください')
    expect(stored(visitAt, '2026-12-03T18:10')).toBe('時刻は30分きざみで入力してください')
    expect(stored(visitAt, '2026-02-30T18:00')).toBe('日付と時刻を入力してください（例：12/3 18:30）')
    expect(columnsOf(visitAt, '2026-12-03T18:30').valueTime).toBe(Date.parse('2026-12-03T09:30:00Z'))
  })
})

describe('the other kinds', () => {
  test.each<[Question, unknown, unknown]>([
    [memberId, '０００１－２３４５', { given: '０００１－２３４５', id: '00012345' }],
    [memberId, ' 0001 2345 ', { given: '0001 2345', id: '00012345' }],
    [memberId, '1234567', '番号は8桁です。今は7桁です。カードの表にあります'],
    [memberId, '1234567x', '番号は数字で入力してください。カードの表にあります'],
    [{ kind: 'member_id', ...common }, 'ｗ-００００１', { given: 'ｗ-００００１', id: 'W00001' }],
    [{ kind: 'member_id', ...common }, '---', '番号を入力してください'],
    [dropdown, 'p1', 'p1'],
    [dropdown, 'tokyo', '一覧の中から選んでください'],
    [dropdown, '', '1つ選んでください'],
    [yesNo, 'yes', 'yes'],
    [yesNo, 'maybe', '1つ選んでください'],
    [nps, 0, 0],
    [nps, 10, 10],
    [nps, 11, '0から10の数字で選んでください'],
    [nps, 7.5, '0から10の数字で選んでください'],
    [nps, null, '1つ選んでください'],
    [consent, 'agreed', 'agreed'],
    [consent, 'yes', '内容をご確認のうえ、同意をお願いします'],
    [consent, null, '内容をご確認のうえ、同意をお願いします'],
    [{ ...consent, required: false }, null, null],
    [statement, 'anything', null],
    [file, ['a', 'b', 'a'], ['a', 'b']],
    [file, ['a', 'b', 'c'], '選べるファイルは2つまでです'],
    [file, [], 'ファイルを選んでください'],
    [file, 'a', 'ファイルを選んでください'],
  ])('%o with %o gives %o', (question, value, expected) => expect(stored(question, value)).toEqual(expected))

  test('words that people use for yes, no and consent are understood', () => {
    for (const said of ['はい', 'うん', 'YES', '○', 'ハイ']) expect(readAnswer(yesNo, said, today)).toBe('yes')
    for (const said of ['いいえ', 'ううん', 'No', '×']) expect(readAnswer(yesNo, said, today)).toBe('no')
    for (const said of ['します', 'お願いします', '必要です']) expect(readAnswer(yesNo, said, today)).toBe('yes')
    for (const said of ['しません', '不要です', 'いらないです', '結構です'])
      expect(readAnswer(yesNo, said, today)).toBe('no')
    expect(readAnswer(yesNo, 'たぶん', today)).toBeUndefined()
    const swapped: Question = {
      ...yesNo,
      yesLabel: { ja: 'いいえ、初めてです' },
      noLabel: { ja: 'はい、来たことがあります' },
    } as Question
    expect(readAnswer(swapped, 'いいえ、初めてです', today)).toBe('yes')
    for (const said of ['同意します', '同意', 'はい', 'I agree'])
      expect(readAnswer(consent, said, today)).toBe('agreed')
    expect(readAnswer(consent, '同意しません', today)).toBe('declined')
    expect(readAnswer(nps, '１０点', today)).toBe(10)
  })

  test('options of a long list are found by a part of their name or a slip of it', () => {
    const found = (said: string) => bestMatches(places, said, 3).map(({ label }) => label.ja)
    expect(found('京都')).toEqual(['京都府', '東京都'])
    expect(found('とうきょう')).toEqual([])
    expect(found('神奈川')).toEqual(['神奈川県'])
    expect(found('神奈河県')).toEqual(['神奈川県'])
    expect(found('ブラジル')).toEqual([])
  })
})

test('the same value in any width and with any separators is stored the same (EP06)', () => {
  const wide = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
  const width = fc.constantFrom((text: string) => text, wide)
  const hyphen = fc.constantFrom('', '-', '‐', '−', 'ー', '–', '—', '－', ' ', '　', '‑')
  const separator = fc.constantFrom('-', '/', '.', '・', ' ', '　', '、', '‐', '−')
  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
  fc.assert(
    fc.property(
      digits(8),
      hyphen,
      hyphen,
      width,
      fc.constantFrom('090', '080', '070', '050'),
      (all, a, b, shape, head) => {
        const tail = all.join('')
        const given = shape(head) + a + shape(tail.slice(0, 4)) + b + shape(tail.slice(4))
        expect(part(phone, given, 'e164')).toBe(`+81${head.slice(1)}${tail}`)
        const code = shape(tail.slice(0, 3)) + a + shape(tail.slice(3, 7))
        const home = { prefecture: '東京都', city: '港区', town: '芝', rest: '1' }
        expect(part(address, { ...home, postcode: code }, 'postcode')).toBe(tail.slice(0, 7))
        expect(part(memberId, shape(tail.slice(0, 4)) + b + shape(tail.slice(4)), 'id')).toBe(tail)
      },
    ),
    { seed: 6, numRuns: 500 },
  )
  const day = fc.date({ min: new Date('1930-01-01'), max: new Date('1988-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, separator, width, (date, between, shape) => {
      const iso = date.toISOString().slice(0, 10)
      const [year = 0, month, dayOfMonth] = iso.split('-').map(Number)
      const era = `${shape(String(year - 1925))}${between}${shape(String(month))}${between}${shape(String(dayOfMonth))}`
      for (const given of [
        [year, month, dayOfMonth].map((one) => shape(String(one))).join(between),
        `${shape(String(year))}年${shape(String(month))}月${shape(String(dayOfMonth))}日`,
        shape(iso.replaceAll('-', '')),
        `昭和${era}`,
        `${shape('S')}${era}`,
      ]) {
        expect(part(birthday, given, 'date')).toBe(iso)
      }
    }),
    { seed: 7, numRuns: 300 },
  )
  const word = fc.stringMatching(/^[a-z0-9]{1,10}$/)
  fc.assert(
    fc.property(word, word, width, fc.constantFrom('', ' ', '　', '\u200b'), (local, domain, shape, around) => {
      const given = `${around}${shape(local)}${around}${shape('@')}${around}${shape(domain.toUpperCase())}${shape('.jp')}${around}`
      expect(part(email, given, 'email')).toBe(`${local}@${domain}.jp`)
    }),
    { seed: 8, numRuns: 300 },
  )
})

const every: Question[] = [
  name,
  kana,
  whole,
  email,
  phone,
  address,
  birthday,
  time,
  visitAt,
  memberId,
  dropdown,
  yesNo,
  nps,
  consent,
  statement,
  file,
]
const awkward = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '090-1234-5678',
    'aiko@example.com',
    '昭和50年5月5日',
    '00012345',
    '18:30',
    'yes',
    'agreed',
    'p1',
    '2026-12-03T18:30',
  ),
  fc.integer({ min: -1, max: 11 }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant(null),
  fc.dictionary(
    fc.constantFrom(
      'family',
      'given',
      'familyKana',
      'givenKana',
      'whole',
      'prefecture',
      'city',
      'town',
      'rest',
      'postcode',
      'date',
    ),
    fc.oneof(
      fc.constantFrom('やまだ', 'ﾊﾅｺ', '1-1', '1000001', '50/5/5', '1975-05-05', '\uFA19'),
      fc.string({ unit: 'grapheme' }),
    ),
  ),
)

test('whatever comes in, checking never throws, and what was accepted is accepted again unchanged and read back from its row', () => {
  fc.assert(
    fc.property(fc.constantFrom(...every), awkward, (question, value) => {
      const checked = checkAnswer(question, value, today)
      if (!checked.ok) {
        for (const language of ['ja', 'en'] as const)
          expect(problemText(checked.problem, language)).not.toMatch(/undefined|NaN|null/)
        return
      }
      expect(checkAnswer(question, checked.value, today)).toEqual(checked)
      if (checked.value === null) return
      expect(valueIn(columnsOf(question, checked.value))).toEqual(checked.value)
      expect(answerText(question, checked.value).ja).not.toBe('')
    }),
    { seed: 9, numRuns: 4000 },
  )
})

test('a long and hostile text is refused at once by every kind', () => {
  const hostile = ['(', '<', 'です', '1 ', '午', '〇', 'a@', '.', '-', '昭和'].map((part) =>
    part.repeat(5000 / part.length),
  )
  const before = performance.now()
  for (const question of every)
    for (const text of hostile) {
      readAnswer(question, text, today)
      checkAnswer(question, text, today)
    }
  expect(bestMatches(places, hostile[0]!, 12)).toEqual([])
  expect((performance.now() - before) / (every.length * hostile.length)).toBeLessThan(25)
})

test('EP08: every problem is a sentence in Japanese and in English that ends without a full stop', () => {
  const edge = {
    era: '昭和',
    year: 64,
    month: 1,
    day: 7,
    sameYear: true,
    meant: { date: '1989-01-08', era: { name: '平成', year: 1 } },
  }
  const problems: Problem[] = [
    { code: 'box_empty', box: 'family' },
    { code: 'not_kana', box: 'givenKana' },
    { code: 'box_too_long', box: 'city', limit: 200 },
    { code: 'no_at' },
    { code: 'two_ats' },
    { code: 'nothing_before_at' },
    { code: 'no_domain' },
    { code: 'email_character', character: 'あ' },
    { code: 'not_a_phone' },
    { code: 'no_area_code' },
    { code: 'phone_length', is: 9 },
    { code: 'mobile_length', is: 10 },
    { code: 'landline_length', is: 11 },
    { code: 'abroad_length', is: 3 },
    { code: 'postcode_length', is: 6 },
    { code: 'not_a_birthday' },
    { code: 'birthday_to_come' },
    { code: 'birthday_too_old' },
    { code: 'no_such_day', month: 2, day: 30 },
    { code: 'which_year', choices: [{ date: '1975-05-05', era: { name: '昭和', year: 50 } }] },
    { code: 'era_over', ...edge },
    { code: 'era_not_begun', ...edge, sameYear: false },
    { code: 'not_a_time' },
    { code: 'not_a_date_time' },
    { code: 'not_a_score' },
    { code: 'not_agreed' },
    { code: 'file_missing' },
    { code: 'not_on_grid', step: 30 },
    { code: 'time_too_early', time: '11:00' },
    { code: 'time_too_late', time: '20:00' },
    { code: 'id_not_digits', hint: null },
    { code: 'id_length', min: 4, max: 8, is: 3, digits: true, hint: null },
    { code: 'too_many_files', limit: 1 },
  ]
  for (const problem of problems) {
    expect(problemText(problem, 'ja')).toMatch(/(ください(（例：.+）)?|です|です。.+|ます|：.+)$/)
    expect(problemText(problem, 'en')).toMatch(/^[A-Z].*[^.]$/)
  }
})

describe('a form with these kinds', () => {
  const definition: FormDefinition = {
    title: { ja: '会員登録' },
    thanks: { ja: 'ありがとうございました' },
    questions: [
      { ...statement, key: 'hello' },
      { ...(kana as Question & { kind: 'name' }), key: 'name', contact: true },
      { ...(email as Question & { kind: 'email' }), key: 'email', contact: true },
      { ...(address as Question & { kind: 'address' }), key: 'home', contact: true },
      {
        ...(birthday as Question & { kind: 'birthday' }),
        key: 'birthday',
        contact: true,
        showWhen: { fact: 'answer.email', is: 'contains', value: '@example.com' },
      },
      { ...(phone as Question & { kind: 'phone' }), key: 'work_phone' },
    ],
  }
  const answers: Record<string, AnswerValue | null> = {
    hello: null,
    name: { family: '山田', given: '花子', familyKana: 'ヤマダ', givenKana: 'ハナコ' },
    email: { given: 'Ａｉｋｏ@Example.com', email: 'Aiko@example.com' },
    home: { postcode: '1000001', prefecture: '東京都', city: '千代田区', town: '千代田', rest: '１−１' },
    birthday: { given: 'S50.5.5', date: '1975-05-05' },
    work_phone: { given: '03-1234-5678', e164: '+81312345678' },
  }

  test('gives the contacts of the questions marked so, as given and as they are compared', () =>
    expect(contactsIn(definition, answers)).toEqual([
      { kind: 'name', value: '山田 花子', normalised: '山田花子' },
      { kind: 'kana', value: 'ヤマダ ハナコ', normalised: 'ヤマダハナコ' },
      { kind: 'email', value: 'Ａｉｋｏ@Example.com', normalised: 'aiko@example.com' },
      { kind: 'postcode', value: '1000001', normalised: '1000001' },
      { kind: 'address', value: '東京都千代田区千代田 １−１', normalised: '東京都千代田区千代田1-1' },
      { kind: 'birthday', value: 'S50.5.5', normalised: '1975-05-05' },
    ]))

  test('branches on the main text of a value with parts, and takes no contact from a hidden question', () => {
    const elsewhere = { ...answers, email: { given: 'a@b.jp', email: 'a@b.jp' } }
    expect(contactsIn(definition, elsewhere).map(({ kind }) => kind)).not.toContain('birthday')
  })

  test('passes a statement with null; it is never missing', () => {
    expect(nextQuestion(definition, {})?.key).toBe('hello')
    expect(nextQuestion(definition, { hello: null })?.key).toBe('name')
    const insisting = { ...definition, questions: [{ ...statement, key: 'hello', required: true } as Question] }
    expect(missingQuestions(insisting, { hello: null })).toEqual([])
  })

  test('knows which answers name a person', () => {
    const personal = every.filter(isPersonal).map(({ kind }) => kind)
    expect(new Set<QuestionKind>(personal)).toEqual(
      new Set(['name', 'email', 'phone', 'address', 'birthday', 'member_id', 'file']),
    )
    expect(isPersonal({ ...nps, personal: true } as Question)).toBe(true)
  })
})

test('progress never runs backwards for who goes on, whatever the branches and the answers', () => {
  const choice = (key: string, after: string[]): Question => ({
    kind: 'yes_no',
    key,
    title: { ja: key },
    required: false,
    ...(after.length > 0
      ? { showWhen: { any: after.map((one) => ({ fact: `answer.${one}`, is: 'equals' as const, value: 'yes' })) } }
      : {}),
  })
  const shape = fc.array(fc.record({ isStatement: fc.boolean(), after: fc.array(fc.nat(11), { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(shape, fc.gen(), (shapes, gen) => {
      const questions = shapes.map(({ isStatement, after }, index): Question => {
        const earlier = after.filter((at) => at < index).map((at) => `q${at}`)
        return isStatement ? ({ ...statement, key: `q${index}` } as Question) : choice(`q${index}`, earlier)
      })
      const definition: FormDefinition = { title: { ja: '題' }, thanks: { ja: '礼' }, questions }
      const answers: Record<string, AnswerValue | null> = {}
      let share = 0
      for (;;) {
        const question = nextQuestion(definition, answers)
        if (!question) break
        const { position, total } = progress(definition, answers, question.key)
        if (question.kind !== 'statement') {
          expect(position).toBeGreaterThan(0)
          expect(position).toBeLessThanOrEqual(total)
          expect(position / total).toBeGreaterThanOrEqual(share)
          share = position / total
        }
        answers[question.key] = question.kind === 'statement' ? null : gen(() => fc.constantFrom('yes', 'no', null))
      }
    }),
    { seed: 10, numRuns: 500 },
  )
})
