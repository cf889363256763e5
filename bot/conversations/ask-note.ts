import { closedDaysText } from '../forms/closed-days.ts'
import { weekdays } from '../forms/date-bounds.ts'
import { inLanguage, type Language, type Question, type QuestionOf, type Texts } from '../forms/contract.ts'
import { comparedHints } from '../forms/kinds/compared.ts'
import { placesOf } from '../forms/kinds/places.ts'
import { sliderSteps, sliderValue } from '../forms/kinds/slider.ts'
import { addressNote } from './address-asked.ts'
import type { Run, Setting } from './contract.ts'
import { fileWords } from './file-words.ts'
import { exampleFor } from './example-day.ts'
import { isLongList, needsPage } from './hand-over.ts'
import { orderNote } from './order.ts'
import { slotNote } from './slot-question.ts'
import { words } from './words.ts'
import { othersOf } from './ask-moment.ts'

/** What stands small below a question: whether it may be passed over, what its author says of it, and how it can be answered here. */
export function noteOf(run: Run, question: Question, setting: Setting & { ticked: string[] }): string | null {
  const { language } = setting
  const say = words(language)
  const own = question.description ? inLanguage(question.description, language) : null
  const beside = comparedHints(question, [], othersOf(run, setting), language)
  const notes = [question.required ? null : say.optional, own, ...beside, howTo(run, question, own, setting)]
  const told = notes.filter((note) => note !== null)
  return told.length > 0 ? told.join('\n') : null
}

/** How the question can be answered here. */
function howTo(
  run: Run,
  question: Question,
  own: string | null,
  setting: Setting & { ticked: string[] },
): string | null {
  const { language, liffUrl, today } = setting
  const say = words(language)
  switch (question.kind) {
    case 'single_choice':
      return own === null ? say.pickOne : null
    case 'slot':
      return slotNote({ run, question }, setting)
    case 'dropdown':
      if (!isLongList(question)) return own === null ? say.pickOne : null
      return liffUrl === null ? say.typeOption : say.typeOrOpenList
    case 'multiple_choice':
      return [say.pickSome, ...severalTyped(question, language)].join('\n')
    case 'ranking':
      return say.typeRanking(exampleOf(placesOf(question)))
    case 'number':
      return say.typeNumber(boundsOf(question, language))
    case 'slider':
      return say.typeOnScale(
        question.min,
        sliderValue(question, sliderSteps(question)),
        question.unit ? inLanguage(question.unit, language) : '',
      )
    case 'location':
      return say.typePlace
    case 'money':
      return say.typeMoney
    case 'order':
      return orderNote(question, setting)
    case 'date':
      return [
        say.pickDateNote(exampleFor(question, today, { other: othersOf(run, setting) })),
        ...closedNote(question, language),
      ].join('\n')
    case 'birthday':
      return say.pickBirthdayNote
    case 'time':
      return say.pickTimeNote
    case 'date_time': {
      const { timeMin = '0:00', timeMax = '23:59' } = question
      const hours = question.timeMin || question.timeMax ? [say.hours(timeMin, timeMax)] : []
      return [
        say.pickDateTimeNote(exampleFor(question, today, { other: othersOf(run, setting) })),
        ...hours,
        ...closedNote(question, language),
      ].join('\n')
    }
    case 'short_text':
    case 'long_text':
      return say.typeText
    case 'email':
      return say.typeEmail
    case 'phone':
      return say.typePhone
    case 'member_id':
      return [hintIn(question.hint, language), say.typeId].filter((note) => note !== null).join('\n')
    case 'name': {
      const example = question.whole && question.kana ? null : say.nameExample(question.kana === true)
      if (liffUrl === null) return example ? say.onlyTypeName(example) : say.noPage
      return example ? `${say.onPage}\n${say.orTypeName(example)}` : say.onPage
    }
    case 'address':
      return addressNote(setting)
    case 'file': {
      const { sendPhoto, orPage } = fileWords(language)
      const send = sendPhoto(question.accept === 'photo_or_pdf', question.filesMax ?? 1)
      return liffUrl === null ? send : `${send}\n${orPage}`
    }
    case 'matrix':
    case 'signature':
      return liffUrl === null && needsPage(question) ? say.noPage : say.onPage
    default:
      return null
  }
}

/** LINE's picker offers every day. */
function closedNote(
  { closed = [], closedHolidays, closedDays = [] }: QuestionOf<'date' | 'date_time'>,
  language: Language,
) {
  const days = [
    weekdays(closed)[language],
    closedHolidays ? words(language).publicHolidays : '',
    closedDaysText(closedDays, language),
  ].filter((part) => part !== '')
  return days.length > 0 ? [words(language).closedOn(days.join(language === 'ja' ? '・' : ', '))] : []
}

/** What a number may be, with its unit: 100〜230cm; empty where it may be any. */
function boundsOf({ min, max, unit }: QuestionOf<'number'>, language: Language): string {
  const say = words(language)
  const name = unit ? inLanguage(unit, language) : ''
  const counted = (number: number) => `${number}${name && language === 'en' ? ' ' : ''}${name}`
  if (min !== undefined && max !== undefined) return say.between(min, counted(max))
  if (min !== undefined) return say.from(counted(min))
  if (max !== undefined) return say.upTo(counted(max))
  return name && say.unit(name)
}

/** Longer names are told by their numbers. */
const exampleLabelMax = 8

/** How several options are sent in one message, where there are several to choose. */
function severalTyped({ options, chosenMax }: QuestionOf<'multiple_choice'>, language: Language): string[] {
  const together = options.flatMap(({ label, alone }, at) =>
    alone ? [] : [{ label: inLanguage(label, language), at }],
  )
  const [one, other] = together
  if (one === undefined || other === undefined || chosenMax === 1) return []
  const areShort = [one, other].every(({ label }) => label.length <= exampleLabelMax && !/[、,]/.test(label))
  const [first, second] = [one, other].map(({ label, at }) => (areShort ? label : String(at + 1)))
  return [words(language).pickSomeTyped(first!, second!)]
}

/** 1,3,2 where there are three; an order that nobody would send by chance. */
const exampleOf = (places: number) => (places < 3 ? [2, 1] : [1, 3, 2, 4, 5, 6, 7, 8, 9, 10]).slice(0, places).join(',')

const hintIn = (hint: Texts | undefined, language: Language) => (hint ? inLanguage(hint, language) : null)
