import type { Language, Texts } from './contract.ts'
import type { Box, DayChoice, Problem } from './kinds/problem.ts'

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
}

const eraNames: Record<string, string> = {
  令和: 'Reiwa',
  平成: 'Heisei',
  昭和: 'Showa',
  大正: 'Taisho',
  明治: 'Meiji',
}
const eraIn = (era: string, language: Language) => (language === 'ja' ? era : (eraNames[era] ?? era))

const longDate = (date: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

const monthAndDay = (month: number, day: number, language: Language) =>
  language === 'ja'
    ? `${month}月${day}日`
    : `${day} ${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][month - 1] ?? month}`

const yearOfEra = (year: number, language: Language) => (language === 'ja' && year === 1 ? '元' : String(year))

/** 1975年（昭和50年）, 1975 (Showa 50) */
export function yearChoiceText({ date, era }: DayChoice, language: Language): string {
  const year = Number(date.slice(0, 4))
  const also = era && yearOfEra(era.year, language)
  if (language === 'ja') return `${year}年${era ? `（${era.name}${also}年）` : ''}`
  return `${year}${era ? ` (${eraIn(era.name, 'en')} ${also})` : ''}`
}

/** The problem in one sentence that says what to do; a second one where the figure helps. Without the last full stop. */
export function problemText(problem: Problem, language: Language): string {
  return language === 'ja' ? inJapanese(problem) : inEnglish(problem)
}

function inJapanese(problem: Problem): string {
  switch (problem.code) {
    case 'required':
      return '入力してください'
    case 'choose_one':
      return '1つ選んでください'
    case 'choose_some':
      return '1つ以上選んでください'
    case 'unknown_option':
      return '一覧の中から選んでください'
    case 'not_a_number':
      return '数字で入力してください（例：3）'
    case 'not_whole':
      return '小数点のない数字で入力してください'
    case 'not_a_rating':
      return `1から${problem.limit}の数字で選んでください`
    case 'not_a_score':
      return '0から10の数字で選んでください'
    case 'not_a_date':
      return '日付で入力してください（例：2026/12/3）'
    case 'too_short':
      return `${problem.limit}文字以上で入力してください（今は${problem.is}文字です）`
    case 'too_long':
      return `${problem.limit}文字以内で入力してください（今は${problem.is}文字です）`
    case 'too_small':
      return `${problem.limit}以上の数字を入力してください`
    case 'too_large':
      return `${problem.limit}以下の数字を入力してください`
    case 'too_few':
      return `${problem.limit}個以上選んでください`
    case 'too_many':
      return `選べるのは${problem.limit}個までです`
    case 'too_early':
      return `${longDate(problem.date, 'ja')}以降の日付を選んでください`
    case 'too_late':
      return `${longDate(problem.date, 'ja')}までの日付を選んでください`
    case 'box_empty':
      return problem.box === 'rest' ? '番地まで入力してください' : `${boxes[problem.box].ja}を入力してください`
    case 'box_too_long':
      return `${boxes[problem.box].ja}は${problem.limit}文字以内で入力してください`
    case 'not_kana':
      return `${boxes[problem.box].ja}は、ひらがなかカタカナで入力してください`
    case 'no_at':
      return '「@」がありません。メールアドレスを確かめてください'
    case 'two_ats':
      return '「@」が2つ以上あります。メールアドレスを1つだけ入力してください'
    case 'nothing_before_at':
      return '「@」の前がありません。メールアドレスを確かめてください'
    case 'no_domain':
      return '「@」の後ろを確かめてください（例：aiko@example.com）'
    case 'email_character':
      return `「${problem.character}」はメールアドレスに使えません。確かめてください`
    case 'not_a_phone':
      return '電話番号を数字で入力してください（例：090-1234-5678）'
    case 'no_area_code':
      return '電話番号を、市外局番など「0」で始まる番号から入力してください'
    case 'phone_length':
      return `電話番号は10桁か11桁です。今は${problem.is}桁です`
    case 'mobile_length':
      return `この番号は11桁です。今は${problem.is}桁です`
    case 'landline_length':
      return `固定電話の番号は10桁です。今は${problem.is}桁です`
    case 'abroad_length':
      return `国番号からの電話番号は7桁から15桁です。今は${problem.is}桁です`
    case 'postcode_length':
      return `郵便番号は7桁です。今は${problem.is}桁です。わからないときは空のままで進めます`
    case 'not_a_birthday':
      return '生年月日を年・月・日で入力してください（例：1975/5/5、昭和50年5月5日）'
    case 'birthday_to_come':
      return '生年月日は今日までの日付で入力してください'
    case 'birthday_too_old':
      return '生年月日は1900年以降の日付で入力してください'
    case 'no_such_day':
      return `${problem.month}月${problem.day}日という日付はありません。日付を確かめてください`
    case 'which_year':
      return `何年のことか、選んでください：${problem.choices.map((choice) => yearChoiceText(choice, 'ja')).join('、')}`
    case 'era_over':
      return `${eraYear(problem, 'ja')}${problem.month}月${problem.day}日までです`
    case 'era_not_begun':
      return `${eraYear(problem, 'ja')}${problem.month}月${problem.day}日からです`
    case 'not_a_time':
      return '時刻を入力してください（例：18:30、午後6時半）'
    case 'not_a_date_time':
      return '日付と時刻を入力してください（例：12/3 18:30）'
    case 'not_on_grid':
      return `時刻は${problem.step}分きざみで入力してください`
    case 'time_too_early':
      return `${problem.time}以降の時刻を入力してください`
    case 'time_too_late':
      return `${problem.time}までの時刻を入力してください`
    case 'not_agreed':
      return '内容をご確認のうえ、同意をお願いします'
    case 'file_missing':
      return 'ファイルを選んでください'
    case 'too_many_files':
      return `選べるファイルは${problem.limit}つまでです`
    case 'id_length':
      return `番号は${lengthRange(problem)}${problem.digits ? '桁' : '文字'}です。今は${problem.is}${problem.digits ? '桁' : '文字'}です${hintOf(problem.hint, 'ja')}`
    case 'id_not_digits':
      return `番号は数字で入力してください${hintOf(problem.hint, 'ja')}`
  }
}

function inEnglish(problem: Problem): string {
  switch (problem.code) {
    case 'required':
      return 'Please fill this in'
    case 'choose_one':
      return 'Please choose one'
    case 'choose_some':
      return 'Please choose at least one'
    case 'unknown_option':
      return 'Please choose from the list'
    case 'not_a_number':
      return 'Please enter a number, for example 3'
    case 'not_whole':
      return 'Please enter a whole number'
    case 'not_a_rating':
      return `Please choose a number from 1 to ${problem.limit}`
    case 'not_a_score':
      return 'Please choose a number from 0 to 10'
    case 'not_a_date':
      return 'Please enter a date, for example 2026/12/3'
    case 'too_short':
      return `Please enter at least ${problem.limit} characters (now ${problem.is})`
    case 'too_long':
      return `Please enter at most ${problem.limit} characters (now ${problem.is})`
    case 'too_small':
      return `Please enter ${problem.limit} or more`
    case 'too_large':
      return `Please enter ${problem.limit} or less`
    case 'too_few':
      return `Please choose at least ${problem.limit}`
    case 'too_many':
      return `Please choose at most ${problem.limit}`
    case 'too_early':
      return `Please choose ${longDate(problem.date, 'en')} or later`
    case 'too_late':
      return `Please choose a date up to ${longDate(problem.date, 'en')}`
    case 'box_empty':
      return `Please enter ${boxes[problem.box].en}`
    case 'box_too_long':
      return `Please enter ${boxes[problem.box].en} in at most ${problem.limit} characters`
    case 'not_kana':
      return `Please enter ${boxes[problem.box].en} in hiragana or katakana`
    case 'no_at':
      return 'The “@” is missing. Please check your e-mail address'
    case 'two_ats':
      return 'There is more than one “@”. Please enter one e-mail address'
    case 'nothing_before_at':
      return 'There is nothing before the “@”. Please check your e-mail address'
    case 'no_domain':
      return 'Please check what follows the “@”, for example aiko@example.com'
    case 'email_character':
      return `An e-mail address cannot hold “${problem.character}”. Please check it`
    case 'not_a_phone':
      return 'Please enter your phone number in digits, for example 090-1234-5678'
    case 'no_area_code':
      return 'Please enter your phone number with its area code, beginning with 0'
    case 'phone_length':
      return `A phone number has 10 or 11 digits. This one has ${problem.is}`
    case 'mobile_length':
      return `This kind of number has 11 digits. This one has ${problem.is}`
    case 'landline_length':
      return `A landline number has 10 digits. This one has ${problem.is}`
    case 'abroad_length':
      return `With its country code, a phone number has 7 to 15 digits. This one has ${problem.is}`
    case 'postcode_length':
      return `A postcode has 7 digits. This one has ${problem.is}. If you do not know it, leave it empty`
    case 'not_a_birthday':
      return 'Please enter year, month and day of your birth, for example 1975/5/5'
    case 'birthday_to_come':
      return 'Please enter a date of birth up to today'
    case 'birthday_too_old':
      return 'Please enter a date of birth from 1900 on'
    case 'no_such_day':
      return `There is no ${monthAndDay(problem.month, problem.day, 'en')} in that year. Please check the date`
    case 'which_year':
      return `Please choose which year you mean: ${problem.choices.map((choice) => yearChoiceText(choice, 'en')).join(', ')}`
    case 'era_over':
      return `${eraYear(problem, 'en')} ended on ${monthAndDay(problem.month, problem.day, 'en')}`
    case 'era_not_begun':
      return `${eraYear(problem, 'en')} began on ${monthAndDay(problem.month, problem.day, 'en')}`
    case 'not_a_time':
      return 'Please enter a time, for example 18:30'
    case 'not_a_date_time':
      return 'Please enter a date and a time, for example 12/3 18:30'
    case 'not_on_grid':
      return `Please enter a time in steps of ${problem.step} minutes`
    case 'time_too_early':
      return `Please enter ${problem.time} or later`
    case 'time_too_late':
      return `Please enter a time up to ${problem.time}`
    case 'not_agreed':
      return 'Please read this and agree to it'
    case 'file_missing':
      return 'Please choose a file'
    case 'too_many_files':
      return `Please choose at most ${problem.limit} ${problem.limit === 1 ? 'file' : 'files'}`
    case 'id_length':
      return `The number has ${lengthRange(problem)} ${problem.digits ? 'digits' : 'characters'}. This one has ${problem.is}${hintOf(problem.hint, 'en')}`
    case 'id_not_digits':
      return `Please enter the number in digits${hintOf(problem.hint, 'en')}`
  }
}

type EraEdge = Extract<Problem, { code: 'era_over' | 'era_not_begun' }>

/** 昭和64年は for a day of that year, 昭和は64年 for one of another. */
function eraYear({ era, year, sameYear }: EraEdge, language: Language): string {
  const of = yearOfEra(year, language)
  if (language === 'ja') return sameYear ? `${era}${of}年は` : `${era}は${of}年`
  return sameYear ? `${eraIn(era, 'en')} ${of}` : `${eraIn(era, 'en')}, in its year ${of},`
}

function lengthRange({ min, max }: { min: number | null; max: number | null }): string {
  if (min === max) return String(min)
  return `${min ?? 1}–${max ?? ''}`
}

const hintOf = (hint: Texts | null, language: Language) =>
  hint ? (language === 'ja' ? `。${hint.ja}` : `. ${hint.en ?? hint.ja}`) : ''
