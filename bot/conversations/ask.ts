import { inLanguage, type Language, type Option, type Question } from '../forms/contract.ts'
import { progress } from '../forms/progress.ts'
import { chosenKey, optionsWithOther } from '../forms/kinds/other.ts'
import { sliderStops } from '../forms/kinds/slider.ts'
import { addressBody, addressButtons } from './address-asked.ts'
import type { Button, Run, Setting, Speech } from './contract.ts'
import { under } from '../forms/under.ts'
import { fileWords } from './file-words.ts'
import { isLongList, isOnPage, pageUrl } from './hand-over.ts'
import { orderButtons } from './order.ts'
import { rankButtons } from './rank.ts'
import { shownQuestion } from './shown-question.ts'
import { isLongSlotList, slotButtons } from './slot-question.ts'
import { askedBefore } from './walk.ts'
import { words } from './words.ts'
import { noteOf } from './ask-note.ts'
import { pickerOf } from './ask-moment.ts'

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

export type Place = { run: string; version: number; question: string }

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

function bodyOf(question: Question, asking: Setting & { ticked: string[] }): string | null {
  const { language, liffUrl } = asking
  if (question.kind === 'address') return addressBody(asking)
  if (question.kind === 'consent') return inLanguage(question.text, language)
  // Where a page shows the list, the chat does not have to.
  if (question.kind !== 'dropdown' || !isLongList(question) || liffUrl !== null) return null
  const list = question.options.map(({ label }, index) => `${index + 1}. ${inLanguage(label, language)}`).join('　')
  return list.length <= writtenOutMax ? list : null
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
