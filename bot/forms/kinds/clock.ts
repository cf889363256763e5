import type { QuestionOf } from '../contract.ts'
import { closedProblem } from '../closed-days.ts'
import { dateBounds } from '../date-bounds.ts'
import { dateKind } from './date-kind.ts'
import { isDate } from './date.ts'
import type { Kinds } from './kind.ts'
import { narrow, typedIn } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

const words =
  /^(?<half>午前|午後|朝|夕方|夜|am|pm)?の?(?<hour>\d{1,2})(?:[:時じh.](?:(?<minute>\d{1,2})分?|(?<halfPast>半))?)?(?<after>[ap]\.?m\.?)?(?:頃|ごろ)?$/

/** `HH:MM` in what a person typed: 18:30, １８時半, 午後6時, 6 pm, 1830, 正午. A bare hour is one of 24. */
export function readClock(typed: string): string | undefined {
  const text = narrow(typed).toLowerCase().replaceAll('：', ':')
  if (/^(正午|noon)$/.test(text)) return '12:00'
  const four = /^(?<hour>\d{2})(?<minute>\d{2})$/.exec(text)
  const parts: Record<string, string | undefined> | undefined = (four ?? words.exec(text))?.groups
  if (!parts) return undefined
  const half = parts['half'] ?? parts['after']?.replaceAll('.', '')
  const [hour, minute] = [Number(parts['hour']), parts['halfPast'] ? 30 : Number(parts['minute'] ?? 0)]
  // 夜の12時 begins the day, and 夜の1時 comes after it; only from five on is it the evening.
  const isNight = half === '夜' && (hour < 5 || hour === 12)
  const isAfternoon = half !== undefined && !isNight && ['午後', '夕方', '夜', 'pm'].includes(half)
  if (half !== undefined && hour > 12 && !isAfternoon) return undefined
  const whole = half === undefined || hour > 12 ? hour : (hour % 12) + (isAfternoon ? 12 : 0)
  return whole > 23 || minute > 59 ? undefined : `${String(whole).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Whether a time that was typed may be before noon or after it: 3時 and 3:00, but not 午後3時, 03:00 or 15:00. */
export function isHalfOpen(typed: string): boolean {
  const { half, hour, after } = words.exec(narrow(typed).toLowerCase().replaceAll('：', ':'))?.groups ?? {}
  return half === undefined && after === undefined && /^[1-6]$/.test(hour ?? '')
}

const isOnGrid = (time: string, step: number | undefined) =>
  step === undefined || (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) % step === 0

export function checkTime(question: QuestionOf<'time'>, value: unknown): Checked {
  const time = readClock(typedIn(value) ?? '')
  if (time === undefined) return bad({ code: 'not_a_time' })
  const { min, max, step } = question
  if (min !== undefined && time < min) return bad({ code: 'time_too_early', time: min })
  if (max !== undefined && time > max) return bad({ code: 'time_too_late', time: max })
  return isOnGrid(time, step) ? good(time) : bad({ code: 'not_on_grid', step: step! })
}

/**
 * From the day of answering on means from now on: what is over cannot be booked any more.
 * @param value `YYYY-MM-DDTHH:MM`, as browsers and LINE's picker give it: Japan's clock, because neither names a zone
 * @param now the time in Japan; left out: any time of today is taken
 */
export function checkDateTime(question: QuestionOf<'date_time'>, value: unknown, today: string, now?: string): Checked {
  const [, date = '', time = ''] =
    /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(narrow(typedIn(value) ?? '').toUpperCase()) ?? []
  if (!isDate(date)) return bad({ code: 'not_a_date_time' })
  const { min, max } = dateBounds(question, today)
  if (date < min) return bad({ code: 'too_early', date: min })
  if (date > max) return bad({ code: 'too_late', date: max })
  const closed = closedProblem(question, date)
  if (closed) return closed
  if (now !== undefined && time < now && date === today && question.min === 'today')
    return bad({ code: 'moment_over', time: now })
  const { timeMin, timeMax } = question
  if (timeMin !== undefined && time < timeMin) return bad({ code: 'time_too_early', time: timeMin })
  if (timeMax !== undefined && time > timeMax) return bad({ code: 'time_too_late', time: timeMax })
  return isOnGrid(time, question.step) ? good(`${date}T${time}`) : bad({ code: 'not_on_grid', step: question.step! })
}

/** The two kinds with a time of day. */
export const clockKinds = {
  judges: {
    time: { empty: () => bad({ code: 'required' }), check: checkTime },
    date_time: { empty: () => bad({ code: 'required' }), check: checkDateTime },
  },
  words: {
    ...dateKind.words,
    not_a_time: () => ({
      ja: '時刻を入力してください（例：18:30、午後6時半）',
      en: 'Please enter a time, for example 18:30',
    }),
    not_a_date_time: () => ({
      ja: '日付と時刻を入力してください（例：12/3 18:30）',
      en: 'Please enter a date and a time, for example 12/3 18:30',
    }),
    not_on_grid: ({ step }) => ({
      ja: `時刻は${step}分きざみで入力してください`,
      en: `Please enter a time in steps of ${step} minutes`,
    }),
    moment_over: ({ time }) => ({
      ja: `その時刻は過ぎています。いま（${time}）より後の日時を選んでください`,
      en: `That time is over. Please choose one after now (${time})`,
    }),
    time_too_early: ({ time }) => ({ ja: `${time}以降の時刻を入力してください`, en: `Please enter ${time} or later` }),
    time_too_late: ({ time }) => ({
      ja: `${time}までの時刻を入力してください`,
      en: `Please enter a time up to ${time}`,
    }),
  },
} satisfies Kinds
