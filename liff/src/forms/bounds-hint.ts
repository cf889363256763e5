import type { Language, Question, QuestionOf } from '../../../bot/forms/contract.ts'
import { dateBounds, weekdays } from '../../../bot/forms/date-bounds.ts'

/** The bounds of an answer, said before it is given; empty where there are none. */
export function boundsHint(question: Question, language: Language, today: string): string {
  switch (question.kind) {
    case 'multiple_choice':
      return chosenHint(question.chosenMin, question.chosenMax, language)
    case 'number':
      return rangeHint(question.min, question.max, language)
    case 'time':
      return timesHint(question.min, question.max, language)
    case 'date':
    case 'date_time': {
      const { min, max } = dateBounds(question, today)
      const hints = [
        daysHint(question.min && min, question.max && max, language),
        question.kind === 'date_time' ? timesHint(question.timeMin, question.timeMax, language) : '',
        closedHint(question, language),
      ]
      return hints.filter((part) => part !== '').join(language === 'ja' ? '、' : ', ')
    }
    default:
      return ''
  }
}

function chosenHint(min: number | undefined, max: number | undefined, language: Language): string {
  if (language === 'ja') {
    if (min === max) return `${things(min)}選んでください`
    return `${min !== undefined && min > 1 ? `${things(min)}以上` : ''}${max === undefined ? '' : `${things(max)}まで`}選んでください`
  }
  if (min === max) return `Choose ${min}`
  if (max === undefined) return `Choose at least ${min}`
  return min !== undefined && min > 1 ? `Choose ${min} to ${max}` : `Choose up to ${max}`
}

/** The Japanese counter つ ends at nine; 個 counts any number. */
const things = (count: number | undefined) => `${count}個`

function rangeHint(min: number | undefined, max: number | undefined, language: Language): string {
  const ja = language === 'ja'
  if (min !== undefined && max !== undefined) return ja ? `${min}〜${max}の数字` : `A number from ${min} to ${max}`
  if (min !== undefined) return ja ? `${min}以上の数字` : `${min} or more`
  if (max !== undefined) return ja ? `${max}以下の数字` : `${max} or less`
  return ''
}

function timesHint(min: string | undefined, max: string | undefined, language: Language): string {
  const ja = language === 'ja'
  if (min !== undefined && max !== undefined) return ja ? `${min}から${max}まで` : `From ${min} to ${max}`
  if (min !== undefined) return ja ? `${min}以降` : `${min} or later`
  if (max !== undefined) return ja ? `${max}まで` : `Up to ${max}`
  return ''
}

function closedHint({ closed = [], closedHolidays }: QuestionOf<'date' | 'date_time'>, language: Language): string {
  const ja = language === 'ja'
  const days = [weekdays(closed)[language], closedHolidays ? (ja ? '祝日' : 'public holidays') : '']
    .filter((part) => part !== '')
    .join(ja ? '・' : ', ')
  return days && (ja ? `${days}をのぞく` : `not on ${days}`)
}

function daysHint(min: string | undefined, max: string | undefined, language: Language): string {
  const ja = language === 'ja'
  const say = (day: string) =>
    new Intl.DateTimeFormat(ja ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
  if (min !== undefined && max !== undefined)
    return ja ? `${say(min)}から${say(max)}まで` : `From ${say(min)} to ${say(max)}`
  if (min !== undefined) return ja ? `${say(min)}以降` : `${say(min)} or later`
  if (max !== undefined) return ja ? `${say(max)}まで` : `Up to ${say(max)}`
  return ''
}
