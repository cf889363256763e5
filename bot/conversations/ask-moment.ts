import { dateBounds } from '../forms/check.ts'
import type { Question } from '../forms/contract.ts'
import { besideIn, type Beside } from '../forms/beside.ts'
import { birthdayMin } from '../forms/kinds/birthday.ts'
import { boundsBeside } from '../forms/kinds/compared.ts'
import type { Picker, Run, Setting } from './contract.ts'
import { words } from './words.ts'
import type { Place } from './ask.ts'

/** LINE's picker of days and times, within what the question takes; null for every other kind. */
export function pickerOf(run: Run, question: Question, place: Place, setting: Setting): Picker | null {
  const { today, now = '00:00', language } = setting
  const say = words(language)
  const tap = { act: 'answer' as const, ...place }
  const within = (min: string, max: string, wish: string) => (wish < min ? min : wish > max ? max : wish)
  switch (question.kind) {
    case 'date': {
      const { min, max } = boundsBeside(question, dateBounds(question, today), othersOf(run, setting))
      return { mode: 'date', label: say.pickDate, tap, min, max, initial: within(min, max, today) }
    }
    case 'birthday':
      return { mode: 'date', label: say.pickBirthday, tap, min: birthdayMin, max: today, initial: '1980-01-01' }
    case 'time': {
      const [min, max] = [question.min ?? '00:00', question.max ?? '23:59']
      return { mode: 'time', label: say.pickTime, tap, min, max, initial: within(min, max, '12:00') }
    }
    case 'date_time': {
      const bounds = dateBounds(question, today)
      const opens = `${bounds.min}T${question.timeMin ?? '00:00'}`
      const [from, max] = [
        question.min === 'today' ? within(`${today}T${now}`, '9999', opens) : opens,
        `${bounds.max}T${question.timeMax ?? '23:59'}`,
      ]
      const min = from < max ? from : opens
      return { mode: 'datetime', label: say.pickDateTime, tap, min, max, initial: within(min, max, `${today}T12:00`) }
    }
    default:
      return null
  }
}

/** The person's other answers, with their questions as they read them. */
export const othersOf = (run: Run, { now, name = null }: Setting): Beside['other'] =>
  besideIn(run.definition, { ...run, name }, now).other
