import { dateBounds } from '../forms/check.ts'
import { closedDaysText } from '../forms/closed-days.ts'
import { weekdays } from '../forms/date-bounds.ts'
import {
  inLanguage,
  type Language,
  type Option,
  type Question,
  type QuestionOf,
  type Texts,
} from '../forms/contract.ts'
import { besideIn, type Beside } from '../forms/beside.ts'
import { birthdayMin } from '../forms/kinds/birthday.ts'
import { boundsBeside, comparedHints } from '../forms/kinds/compared.ts'
import { progress } from '../forms/progress.ts'
import { chosenKey, optionsWithOther } from '../forms/kinds/other.ts'
import { placesOf } from '../forms/kinds/places.ts'
import { sliderSteps, sliderStops, sliderValue } from '../forms/kinds/slider.ts'
import { addressBody, addressButtons, addressNote } from './address-asked.ts'
import type { Button, Picker, Run, Setting, Speech } from './contract.ts'
import { under } from '../forms/under.ts'
import { fileWords } from './file-words.ts'
import { exampleFor } from './example-day.ts'
import { isLongList, isOnPage, needsPage, pageUrl } from './hand-over.ts'
import { orderButtons, orderNote } from './order.ts'
import { rankButtons } from './rank.ts'
import { shownQuestion } from './shown-question.ts'
import { isLongSlotList, slotButtons, slotNote } from './slot-question.ts'
import { askedBefore } from './walk.ts'
import { words } from './words.ts'

/** An answer that is offered because it was probably meant. */
export interface Offer {
  value: string
  label: string
  /** The address of the picture beside it. */
  picture?: string
}

/** Longer lists are not written out: nobody reads them. */
const writtenOutMax = 1200
/** So many places of a scale stand as buttons; any other is typed. */
const stopsMax = 5

type Asked = Speech & { kind: 'question' }
type Place = { run: string; version: number; question: string }

/** How a question is put to a person: its text, and a button for every answer that can be a button. */
export function ask(run: Run, asked: Question, asking: Setting & { ticked: string[]; offers?: Offer[] }): Speech {
  const { language, liffUrl, offers = [] } = asking
  const question = shownQuestion(run, asked.key, asking) ?? asked
  const at = progress(run.definition, run.answers, question.key, run)
  const place = { run: run.id, version: run.version, question: question.key }
  const isLong = isLongList(question) || (question.kind === 'slot' && isLongSlotList({ run, question }, asking))
  const onPage = isOnPage(question) || isLong || question.kind === 'order'
  const { openList, openPage, openOrder } = words(language)
  const speech: Asked = {
    kind: 'question',
    progress: `${at.position} / ${at.total}`,
    title: inLanguage(question.title, language),
    // What was offered stands for itself.
    body: offers.length > 0 ? null : bodyOf(question, asking),
    note: offers.length > 0 ? null : noteOf(run, question, asking),
    layout: question.kind === 'rating' || question.kind === 'nps' || question.kind === 'slider' ? 'row' : 'list',
    options: [],
    offered: offers.length > 0 || question.kind === 'address',
    ends: endsOf(question, language),
    confirm: null,
    date: pickerOf(run, question, place, asking),
    place: question.kind === 'location' ? words(language).sendPlace : null,
    ...(question.kind === 'file' && photosOf(run, question, place, language)),
    link:
      onPage && liffUrl !== null
        ? {
            label: isLong ? openList : question.kind === 'order' ? openOrder : openPage,
            url: pageUrl(liffUrl, run, question),
          }
        : null,
    controls: controlsOf(run, question, asking),
  }
  if (question.kind === 'ranking') return { ...speech, ...rankButtons(question, place, asking) }
  if (question.kind === 'order') return { ...speech, ...orderButtons(question, place, asking) }
  if (question.kind === 'multiple_choice') return { ...speech, ...ticksOf(optionsWithOther(question), place, asking) }
  const answers = offers.length > 0 ? offers : answersOf(run, question, asking)
  speech.options = answers.map(({ value, label, picture }) => ({
    label,
    ...(picture === undefined ? {} : { picture }),
    says: label,
    tap: { act: 'answer', ...place, value },
    ticked: false,
  }))
  return speech
}

/** The answers that are buttons. */
function answersOf(run: Run, question: Question, setting: Setting & { ticked: string[] }): Offer[] {
  const { language } = setting
  const say = words(language)
  switch (question.kind) {
    case 'single_choice':
      return optionsWithOther(question).map((option) => ({
        ...{ value: option.key, label: inLanguage(option.label, language) },
        ...pictureOf(option, setting),
      }))
    case 'dropdown':
      return isLongList(question)
        ? []
        : question.options.map(({ key, label }) => ({ value: key, label: inLanguage(label, language) }))
    case 'rating':
      return Array.from({ length: question.max }, (_, index) => numbered(index + 1))
    case 'nps':
      return Array.from({ length: 11 }, (_, index) => numbered(index))
    case 'slider':
      return sliderStops(question, stopsMax).map(numbered)
    case 'yes_no':
      return [
        { value: 'yes', label: question.yesLabel ? inLanguage(question.yesLabel, language) : say.yes },
        { value: 'no', label: question.noLabel ? inLanguage(question.noLabel, language) : say.no },
      ]
    case 'slot':
      return slotButtons({ run, question }, setting)
    case 'address':
      return addressButtons(setting)
    case 'consent':
      return [{ value: 'agreed', label: question.agreeLabel ? inLanguage(question.agreeLabel, language) : say.agree }]
    default:
      return []
  }
}

const pictureOf = ({ picture }: Option, { picturesUrl }: Setting): { picture?: string } =>
  picture && picturesUrl ? { picture: `${picturesUrl}/${picture}` } : {}

const numbered = (number: number): Offer => ({ value: String(number), label: String(number) })

function ticksOf(
  options: Option[],
  place: Place,
  { ticked, ...setting }: Setting & { ticked: string[] },
): Pick<Asked, 'options' | 'confirm'> {
  const { language } = setting
  const { confirm } = words(language)
  const isTicked = (key: string) => ticked.some((one) => chosenKey(one) === key)
  return {
    options: options.map((option) => ({
      label: inLanguage(option.label, language),
      says: inLanguage(option.label, language),
      tap: { act: isTicked(option.key) ? 'untick' : 'tick', ...place, value: option.key },
      ticked: isTicked(option.key),
      ...pictureOf(option, setting),
    })),
    confirm: { label: confirm, says: confirm, tap: { act: 'confirm', ...place } },
  }
}

function endsOf(question: Question, language: Language): [string, string] | null {
  if (question.kind !== 'rating' && question.kind !== 'nps' && question.kind !== 'slider') return null
  const { lowLabel, highLabel } = question
  return lowLabel && highLabel ? [inLanguage(lowLabel, language), inLanguage(highLabel, language)] : null
}

function pickerOf(run: Run, question: Question, place: Place, setting: Setting): Picker | null {
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

function bodyOf(question: Question, asking: Setting & { ticked: string[] }): string | null {
  const { language, liffUrl } = asking
  if (question.kind === 'address') return addressBody(asking)
  if (question.kind === 'consent') return inLanguage(question.text, language)
  // Where a page shows the list, the chat does not have to.
  if (question.kind !== 'dropdown' || !isLongList(question) || liffUrl !== null) return null
  const list = question.options.map(({ label }, index) => `${index + 1}. ${inLanguage(label, language)}`).join('　')
  return list.length <= writtenOutMax ? list : null
}

function noteOf(run: Run, question: Question, setting: Setting & { ticked: string[] }): string | null {
  const { language } = setting
  const say = words(language)
  const own = question.description ? inLanguage(question.description, language) : null
  const beside = comparedHints(question, [], othersOf(run, setting), language)
  const notes = [question.required ? null : say.optional, own, ...beside, howTo(run, question, own, setting)]
  const told = notes.filter((note) => note !== null)
  return told.length > 0 ? told.join('\n') : null
}

/** The person's other answers, with their questions as they read them. */
const othersOf = (run: Run, { now, name = null }: Setting): Beside['other'] =>
  besideIn(run.definition, { ...run, name }, now).other

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
      return [say.pickDateNote(exampleFor(question, today)), ...closedNote(question, language)].join('\n')
    case 'birthday':
      return say.pickBirthdayNote
    case 'time':
      return say.pickTimeNote
    case 'date_time': {
      const { timeMin = '0:00', timeMax = '23:59' } = question
      const hours = question.timeMin || question.timeMax ? [say.hours(timeMin, timeMax)] : []
      return [say.pickDateTimeNote(exampleFor(question, today)), ...hours, ...closedNote(question, language)].join('\n')
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

/** How photos are sent, and, when there are some and there may be more, that these are all. */
function photosOf(run: Run, { key }: Question, place: Place, language: Language): Partial<Asked> {
  const { camera, cameraRoll } = fileWords(language)
  const { confirm } = words(language)
  const isGiven = under(run.answers, key) != null
  return {
    photos: [camera, cameraRoll],
    ...(isGiven && { confirm: { label: confirm, says: confirm, tap: { act: 'confirm', ...place } } }),
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

function controlsOf(run: Run, question: Question, setting: Setting): Button[] {
  const say = words(setting.language)
  const place = { run: run.id, version: run.version, question: question.key }
  const button = (act: 'back' | 'skip' | 'cancel'): Button => ({
    label: say[act],
    says: say[act],
    tap: { act, ...place },
  })
  const controls: Button[] = []
  if (askedBefore(run, question.key, setting)) controls.push(button('back'))
  if (!question.required) controls.push(button('skip'))
  return [...controls, button('cancel')]
}
