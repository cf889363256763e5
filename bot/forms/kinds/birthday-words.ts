import type { Language } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Words } from './kind.ts'
import type { DayChoice, Problem } from './problem.ts'

const eraNames: Record<string, string> = {
  令和: 'Reiwa',
  平成: 'Heisei',
  昭和: 'Showa',
  大正: 'Taisho',
  明治: 'Meiji',
}
const eraIn = (era: string, language: Language) => (language === 'ja' ? era : (eraNames[era] ?? era))

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

type EraEdge = Extract<Problem, { code: 'era_over' | 'era_not_begun' }>

/** 昭和64年は for a day of that year, 昭和は64年 for one of another. */
function eraYear({ era, year, sameYear }: EraEdge, language: Language): string {
  const of = yearOfEra(year, language)
  if (language === 'ja') return sameYear ? `${era}${of}年は` : `${era}は${of}年`
  return sameYear ? `${eraIn(era, 'en')} ${of}` : `${eraIn(era, 'en')}, in its year ${of},`
}

/** 1989年1月8日は平成元年です: the right era of the day that such a year would be. */
function meantText({ meant: { date, era } }: EraEdge, language: Language): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  if (era === null) return ''
  const of = yearOfEra(era.year, language)
  if (language === 'ja') return `。${year}年${month}月${day}日は${era.name}${of}年です`
  return `. ${monthAndDay(month, day, 'en')} ${year} is in ${eraIn(era.name, 'en')} ${of}`
}

export const birthdayWords = {
  ...boxWords,
  not_a_birthday: () => ({
    ja: '生年月日を年・月・日で入力してください（例：1975/5/5、昭和50年5月5日）',
    en: 'Please enter year, month and day of your birth, for example 1975/5/5',
  }),
  birthday_to_come: () => ({
    ja: '生年月日は今日までの日付で入力してください',
    en: 'Please enter a date of birth up to today',
  }),
  birthday_too_old: () => ({
    ja: '生年月日は1900年以降の日付で入力してください',
    en: 'Please enter a date of birth from 1900 on',
  }),
  no_such_day: ({ month, day }) => ({
    ja: `${month}月${day}日という日付はありません。日付を確かめてください`,
    en: `There is no ${monthAndDay(month, day, 'en')} in that year. Please check the date`,
  }),
  which_year: ({ choices }) => ({
    ja: `何年のことか、選んでください：${choices.map((choice) => yearChoiceText(choice, 'ja')).join('、')}`,
    en: `Please choose which year you mean: ${choices.map((choice) => yearChoiceText(choice, 'en')).join(', ')}`,
  }),
  era_over: (edge) => ({
    ja: `${eraYear(edge, 'ja')}${edge.month}月${edge.day}日までです${meantText(edge, 'ja')}`,
    en: `${eraYear(edge, 'en')} ended on ${monthAndDay(edge.month, edge.day, 'en')}${meantText(edge, 'en')}`,
  }),
  era_not_begun: (edge) => ({
    ja: `${eraYear(edge, 'ja')}${edge.month}月${edge.day}日からです${meantText(edge, 'ja')}`,
    en: `${eraYear(edge, 'en')} began on ${monthAndDay(edge.month, edge.day, 'en')}${meantText(edge, 'en')}`,
  }),
} satisfies Words
