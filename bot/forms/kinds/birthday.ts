import type { QuestionOf } from '../contract.ts'
import { birthdayWords } from './birthday-words.ts'
import { readDay } from './day.ts'
import type { Kinds } from './kind.ts'
import { onOneLine, typedIn } from './plain.ts'
import { bad, good, type Checked, type Problem } from './problem.ts'

/** Where LINE's date picker begins; nobody alive was born before. */
export const birthdayMin = '1900-01-01'

/** A birthday in western or era years as `YYYY-MM-DD`, between 1900 and today. */
export function readBirthday(typed: string, today: string): { date: string } | { problem: Problem } {
  const read = readDay(typed, today) ?? { problem: { code: 'not_a_birthday' } }
  if ('problem' in read)
    // 昭和200年 is no slip of the era.
    return 'meant' in read.problem && read.problem.meant.date > today ? { problem: { code: 'birthday_to_come' } } : read
  if (read.date > today) return { problem: { code: 'birthday_to_come' } }
  return read.date < birthdayMin ? { problem: { code: 'birthday_too_old' } } : read
}

export function checkBirthday(_: QuestionOf<'birthday'>, value: unknown, today: string): Checked {
  const given = typedIn(value)
  if (given === undefined) return bad({ code: 'box_empty', box: 'birthday' })
  const read = readBirthday(given, today)
  if (!('problem' in read)) return good({ given: onOneLine(given), date: read.date })
  // A year of two digits that was settled once stays settled, although what was typed alone does not tell.
  const settled = typeof value === 'object' ? typedIn(value, 'date') : undefined
  if (read.problem.code === 'which_year' && read.problem.choices.some(({ date }) => date === settled)) {
    return good({ given: onOneLine(given), date: settled! })
  }
  return bad(read.problem)
}

export const birthdayKind = {
  judges: {
    birthday: { empty: () => bad({ code: 'box_empty', box: 'birthday' }), check: checkBirthday },
  },
  words: birthdayWords,
} satisfies Kinds
