import { expect, test } from 'vitest'
import { closedDaysNote, closedDaysText } from '../../bot/forms/closed-days.ts'
import type { AnswerValue, Comparison, FormDefinition } from '../../bot/forms/contract.ts'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { holidayOn } from '../../bot/forms/holidays.ts'
import { checkAnswer } from '../../bot/forms/check.ts'
import { boundsBeside } from '../../bot/forms/kinds/compared.ts'
import { problemText } from '../../bot/forms/problem-text.ts'
import { repeatedSlots } from '../../bot/slots/repeat.ts'

/** As the Cabinet Office announced them, months and days. */
const announced: Record<number, string> = {
  2020: '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23',
  2021: '01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23',
  2022: '01-01 01-10 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-18 08-11 09-19 09-23 10-10 11-03 11-23',
  2023: '01-01 01-02 01-09 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-23 10-09 11-03 11-23',
  2024: '01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23',
  2025: '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24',
  2026: '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  2027: '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
}

test('public holidays are those that were announced, with their substitutes and the days between two of them', () => {
  for (const [year, days] of Object.entries(announced)) {
    const all = Array.from({ length: 366 }, (_, at) =>
      new Date(Date.parse(`${year}-01-01T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10),
    ).filter((day) => day.startsWith(year))
    expect(
      all.filter((day) => holidayOn(day)).map((day) => day.slice(5)),
      year,
    ).toEqual(days.split(' '))
  }
  expect([holidayOn('2026-09-22')?.ja, holidayOn('2026-05-06')?.ja, holidayOn('2026-11-23')?.ja]).toEqual([
    '国民の休日',
    '振替休日',
    '勤労感謝の日',
  ])
})

const visit = { kind: 'date' as const, key: 'day', title: { ja: 'ご来院日' }, required: true }

test('a date on a public holiday or a closed day of one’s own is refused, and the reason is said', () => {
  const question = {
    ...visit,
    closedHolidays: true,
    closedDays: [
      { from: '12-29', to: '01-03' },
      { from: '2026-12-10', to: '2026-12-10' },
    ],
  }
  const said = (day: string) => {
    const checked = checkAnswer(question, day, '2026-11-21')
    return checked.ok ? null : problemText(checked.problem, 'ja')
  }
  expect(said('2026-11-23')).toBe('祝日は選べません（2026年11月23日は勤労感謝の日です）。ほかの日を選んでください')
  expect([said('2026-12-29'), said('2027-01-03'), said('2026-12-10')]).toEqual([
    '2026年12月29日は受け付けていません。ほかの日を選んでください',
    '2027年1月3日は受け付けていません。ほかの日を選んでください',
    '2026年12月10日は受け付けていません。ほかの日を選んでください',
  ])
  expect([said('2026-12-28'), said('2027-01-04'), said('2027-12-10')]).toEqual([null, null, null])
  expect(closedDaysText(question.closedDays, 'ja')).toBe('12月29日〜1月3日、2026年12月10日')
  expect(closedDaysNote(question, 'ja')).toBe('12月29日〜1月3日、2026年12月10日は選べません')
  expect(closedDaysNote(question, 'en')).toBe('Not 29 December – 3 January, 10 December 2026')
  expect([closedDaysNote({ closedDays: [] }, 'ja'), closedDaysNote({ ...visit, closed: [] }, 'ja')]).toEqual([
    null,
    null,
  ])
})

test('a picker offers the days that another answer leaves, and all of them where it leaves none or is not known', () => {
  const bounds = { min: '2026-12-01', max: '2026-12-31' }
  const beside = (is: Comparison['is'], value: AnswerValue | undefined) => {
    const question = { ...visit, key: 'leave', compared: [{ is, than: 'day' }] }
    const other = () => (value === undefined ? undefined : { question: visit, value })
    return Object.values(boundsBeside(question, bounds, other)).map((day) => day.slice(5))
  }
  const whole = ['12-01', '12-31']
  expect(beside('more_than', '2026-12-10')).toEqual(['12-11', '12-31'])
  expect(beside('at_least', '2026-12-10')).toEqual(['12-10', '12-31'])
  expect(beside('less_than', '2026-12-10')).toEqual(['12-01', '12-09'])
  expect(beside('at_most', '2026-12-10')).toEqual(['12-01', '12-10'])
  // What lies outside of the bounds does not widen them.
  expect(beside('at_least', '2026-11-01')).toEqual(whole)
  expect(beside('more_than', '2026-12-31')).toEqual(whole)
  expect([beside('not_equals', '2026-12-10'), beside('at_least', undefined)]).toEqual([whole, whole])
  expect(boundsBeside(visit, bounds, () => undefined)).toEqual(bounds)
})

test('closed days that end before they begin, or that there are not, are no form to publish', () => {
  const problems = (from: string, to: string) => {
    const definition: FormDefinition = {
      ...{ title: { ja: '予約' }, thanks: { ja: 'ありがとうございます' } },
      questions: [{ ...visit, closedDays: [{ from, to }] }],
    }
    return problemsOf({ definition, settings: plainSettings, rules: [] })
      .filter(({ severity }) => severity === 'error')
      .map(({ path, code }) => `${path} ${code}`)
  }
  expect(problems('12-29', '01-03')).toEqual([])
  expect(problems('2026-12-29', '2026-12-28')).toEqual(['questions.0.closedDays.0.to min_above_max'])
  expect(problems('02-30', '03-01')).toEqual(['questions.0.closedDays.0.from invalid'])
})

test('a series of slots leaves public holidays out, and makes whole days from midnight to midnight', () => {
  const plan = {
    ...{ question: 'when', from: '2026-11-21', to: '2026-11-24', except: [], weekdays: [], times: ['10:00'] },
    ...{ minutes: 30, capacity: 1, title: null },
  }
  const days = (made: ReturnType<typeof repeatedSlots>) =>
    made.map(({ startsAt }) => new Date(startsAt! + 9 * 3_600_000).toISOString().slice(5, 16))
  expect(days(repeatedSlots({ ...plan, skipHolidays: true }))).toEqual(['11-21T10:00', '11-22T10:00', '11-24T10:00'])
  const whole = repeatedSlots({ ...plan, times: [], wholeDay: true, skipHolidays: true })
  expect(days(whole)).toEqual(['11-21T00:00', '11-22T00:00', '11-24T00:00'])
  expect(whole.map(({ startsAt, endsAt }) => endsAt! - startsAt!)).toEqual([86_400_000, 86_400_000, 86_400_000])
})
