import { answerText } from './answer-text.ts'
import type { Answers, AnswerValue, Begun, FormDefinition, Language, Texts } from './contract.ts'
import { calculateAll, type Calculated } from './fact-at.ts'
import { countingAnswers } from './flow.ts'
import { inLanguage } from './in-language.ts'
import { grouped } from './kinds/grouped.ts'
import { under } from './under.ts'

/**
 * A variable in a text: `{{answer.<question>}}`, `{{hidden.<key>}}`, `{{value.<calculation>}}`, `{{person.name}}`, each with
 * words for where it is unknown behind a stroke: `{{person.name|お客さま}}`.
 */
const variable = /\{\{ *(answer|hidden|value|person)\.([a-z][a-z0-9_]*) *(?:\|([^{}]*))?\}\}/g

/** Longer values are cut: a title stays a title, and what is sent to LINE stays in its limits. */
const valueMax = 200
/** In the place of a text of which nothing is left: LINE sends no empty one. */
const nothingLeft = '－'

/** Whose texts are filled, and with what. */
export interface Filling extends Begun {
  answers: Answers
  /** By which the person is called in LINE; null: nobody knows. */
  name: string | null
}

/** The same definition with its texts as this person reads them now; the very same where no text has a variable. */
export function filledDefinition(definition: FormDefinition, filling: Filling): FormDefinition {
  return hasVariables(definition) ? (filled(definition, valuesFor(definition, filling)) as FormDefinition) : definition
}

/** One part of a definition: a question, an ending, a text. */
export function filledPart<Part extends object>(definition: FormDefinition, part: Part, filling: Filling): Part {
  return hasVariables(definition) ? (filled(part, valuesFor(definition, filling)) as Part) : part
}

/** The title of a form as this person reads it. */
export const titleFor = (definition: FormDefinition, filling: Filling): Texts =>
  filledPart(definition, definition.title, filling)

/** A text that stands outside of the definition, such as that of a rule. */
export const filledText = (definition: FormDefinition, texts: Texts, filling: Filling): Texts =>
  filledTexts(texts, valuesFor(definition, filling))

const known = new WeakMap<FormDefinition, boolean>()

/** Asked of every question of every turn, and answered once for each definition, because it never changes. */
export function hasVariables(definition: FormDefinition): boolean {
  let has = known.get(definition)
  if (has === undefined) known.set(definition, (has = JSON.stringify(definition).includes('{{')))
  return has
}

type Values = (kind: string, key: string, language: Language) => string | null | undefined

function valuesFor(definition: FormDefinition, { answers, name, ...begun }: Filling): Values {
  const counting = countingAnswers(definition, answers, begun)
  let calculated: Calculated | undefined
  return (kind, key, language) => {
    if (kind === 'person') return key === 'name' ? name : undefined
    if (kind === 'hidden') return under(begun.hidden, key)
    if (kind === 'value') return figure(under((calculated ??= calculateAll(definition, counting, begun)), key))
    const question = definition.questions.find((one) => one.key === key)
    const value = under(counting, key)
    if (!question || value == null) return undefined
    return inLanguage(answerText(question, question.kind === 'name' ? withoutReading(value) : value), language)
  }
}

/** Nobody is called by how their name is read: 山田 花子さん, without （ヤマダ ハナコ）. */
function withoutReading(value: AnswerValue): AnswerValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value
  const { familyKana: _family, givenKana: _given, wholeKana: _whole, ...name } = value
  return name
}

/** As sums are read: 12,800. */
const figure = (number: number | null | undefined) => (number == null ? undefined : grouped(number))

/** Every text in it, wherever it stands; what is no text stays as it is. */
function filled(part: unknown, values: Values): unknown {
  if (Array.isArray(part)) return part.map((one) => filled(one, values))
  if (typeof part !== 'object' || part === null) return part
  if (isTexts(part)) return filledTexts(part, values)
  return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, filled(one, values)]))
}

const isTexts = (part: object): part is Texts =>
  'ja' in part && typeof part.ja === 'string' && Object.keys(part).every((key) => key === 'ja' || key === 'en')

function filledTexts(texts: Texts, values: Values): Texts {
  if (!texts.ja.includes('{{') && !texts.en?.includes('{{')) return texts
  const { ja, en } = texts
  return { ja: fill(ja, 'ja', values), ...(en === undefined ? {} : { en: fill(en, 'en', values) }) }
}

/** Each variable once, by its value as it is: what stands in a value is never read as a variable, a pattern or a template. */
function fill(text: string, language: Language, values: Values): string {
  const whole = text.replace(variable, (_, kind: string, key: string, otherwise = '') =>
    clipped(values(kind, key, language)?.trim() || otherwise.trim()),
  )
  return whole.trim() === '' ? nothingLeft : whole
}

/** Whole characters only, and no flood of empty lines. */
function clipped(value: string): string {
  const lines = value.replace(/\n{3,}/g, '\n\n')
  const characters = [...lines]
  return characters.length <= valueMax ? lines : `${characters.slice(0, valueMax - 1).join('')}…`
}

/** A text that is read before anybody's values stand in it. */
export const unfilled = (text: string): string => text.replace(variable, '…')

/** The variables that a text names: where each comes from, and of what. */
export const variablesIn = (text: string): { from: string; key: string }[] =>
  [...text.matchAll(variable)].map(([, from = '', key = '']) => ({ from, key }))
