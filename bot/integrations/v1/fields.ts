import { addressLine } from '../../forms/kinds/address-line.ts'
import type { AnswerParts, AnswerValue, FormDefinition, Question, QuestionOf } from '../../forms/contract.ts'
import { columnsChosen } from '../../forms/kinds/matrix.ts'
import { amountIn, amountOf, hasPrices, yenIn } from '../../forms/kinds/order-sums.ts'
import type { Choice } from '../../forms/kinds/other.ts'
import { staysMasked } from '../../forms/personal.ts'
import { nullable, objectOf, type JsonSchema } from './json-schema.ts'

/** A value as other systems get it. */
export type FieldValue = string | number | boolean | string[] | { [key: string]: FieldValue | null } | FieldValue[]

/** One answer as a field: its type, and how a stored value becomes one of it. */
interface Field {
  schema: JsonSchema
  read: (value: AnswerValue) => FieldValue
}

const text: Field = { schema: { type: 'string' }, read: String }
const day: Field = { schema: { type: 'string', format: 'date' }, read: String }
const textsIn = (value: AnswerValue): string[] => (Array.isArray(value) ? value : [String(value)])
const partsOf = (value: AnswerValue): AnswerParts =>
  typeof value === 'object' && !Array.isArray(value) ? value : { given: String(value) }

/** A column for each row, null in an open one; a list of them where a row may have several. */
function matrixField({ rows, columns, several }: QuestionOf<'matrix'>): Field {
  const column: JsonSchema = { enum: columns.map(({ key }) => key) }
  const cell = several ? ({ type: 'array', items: column, uniqueItems: true } as const) : nullable(column)
  const read = (value: AnswerValue, row: string) => {
    const chosen = columnsChosen(value, row)
    return several ? chosen : (chosen[0] ?? null)
  }
  return {
    schema: objectOf(Object.fromEntries(rows.map(({ key }) => [key, cell]))),
    read: (value) => Object.fromEntries(rows.map(({ key }) => [key, read(value, key)])),
  }
}

/** A number for each thing, 0 where there is none of it, and all of it; `yen` is null where nothing has a price. */
function orderField(question: QuestionOf<'order'>): Field {
  const amount: JsonSchema = { type: 'integer', minimum: 0 }
  return {
    schema: objectOf({
      items: objectOf(Object.fromEntries(question.options.map(({ key }) => [key, amount]))),
      quantity: amount,
      yen: nullable(amount),
    }),
    read: (value) => ({
      items: Object.fromEntries(question.options.map(({ key }) => [key, amountOf(value, key)])),
      quantity: amountIn(value),
      yen: hasPrices(question) ? yenIn(question, value) : null,
    }),
  }
}

/** One part of a value that is kept both as it was typed and as it is meant. */
const meant = (part: string, schema: JsonSchema): Field => ({
  schema,
  read: (value) => partsOf(value)[part] ?? String(partsOf(value)['given']),
})

/**
 * The type of a question's answer. Null for what is read and not answered. Every kind stands here: without its line a new one
 * does not compile.
 */
function fieldOf(question: Question): Field | null {
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return text
    case 'single_choice':
      return { schema: choiceSchema(question), read: String }
    case 'dropdown':
      return { schema: { enum: question.options.map(({ key }) => key) }, read: String }
    case 'multiple_choice':
      return {
        schema: { type: 'array', items: choiceSchema(question), uniqueItems: true },
        read: textsIn,
      }
    case 'ranking':
      return {
        schema: {
          type: 'array',
          items: { enum: question.options.map(({ key }) => key) },
          uniqueItems: true,
          description: 'the first place first',
        },
        read: textsIn,
      }
    case 'location':
      return locationField
    case 'matrix':
      return matrixField(question)
    case 'order':
      return orderField(question)
    case 'slider':
      return { schema: { type: 'number', minimum: question.min, maximum: question.max }, read: Number }
    case 'money':
      return { schema: { type: 'integer', minimum: 0, description: 'yen' }, read: Number }
    case 'number':
      return { schema: { type: question.decimals ? 'number' : 'integer' }, read: Number }
    case 'rating':
      return { schema: { type: 'integer', minimum: 1, maximum: question.max }, read: Number }
    case 'nps':
      return { schema: { type: 'integer', minimum: 0, maximum: 10 }, read: Number }
    case 'date':
      return day
    case 'time':
      return { schema: { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }, read: String }
    case 'date_time':
      return { schema: { type: 'string', format: 'date-time' }, read: (value) => `${String(value)}:00+09:00` }
    case 'yes_no':
      return { schema: { type: 'boolean' }, read: (value) => value === 'yes' }
    case 'consent':
      return { schema: { const: true }, read: () => true }
    case 'name':
      return nameField
    case 'email':
      return meant('email', { type: 'string', format: 'email' })
    case 'phone':
      return meant('e164', { type: 'string', pattern: '^\\+\\d{6,15}$' })
    case 'birthday':
      return meant('date', { type: 'string', format: 'date' })
    case 'member_id':
      return meant('id', { type: 'string' })
    case 'address':
      return addressField
    case 'signature':
      return { schema: { type: 'string', description: 'id of a file' }, read: (value) => textsIn(value)[0] ?? '' }
    case 'file':
      return { schema: { type: 'array', items: { type: 'string', description: 'id of a file' } }, read: textsIn }
    case 'slot':
      return slotField
    case 'statement':
      return null
  }
}

/** A key; words of one's own stand behind `other:`. */
const choiceSchema = ({ options, other }: Choice): JsonSchema =>
  other
    ? { type: 'string', pattern: `^(${options.map(({ key }) => key).join('|')}|other:[\\s\\S]+)$` }
    : { enum: options.map(({ key }) => key) }

const degrees = (text: string | undefined) => (text === undefined ? null : Number(text))
const locationField: Field = {
  schema: objectOf({
    latitude: nullable({ type: 'number' }),
    longitude: nullable({ type: 'number' }),
    place: nullable({ type: 'string' }),
  }),
  read: (value) => {
    const { latitude, longitude, place } = partsOf(value)
    return { latitude: degrees(latitude), longitude: degrees(longitude), place: place ?? null }
  },
}

const nullText = nullable({ type: 'string' })

const nullMoment = nullable({ type: 'string', format: 'date-time' })

/** A place in a slot as it was when it was chosen; times are null for what has none. */
const slotField: Field = {
  schema: objectOf({
    slot: { type: 'string' },
    start: nullMoment,
    end: nullMoment,
    title: nullText,
    waiting: { type: 'boolean' },
  }),
  read: (value) => {
    const { slot = '', start, end, title, waiting } = partsOf(value)
    const moment = (text: string | undefined) => (text ? `${text}:00+09:00` : null)
    return { slot, start: moment(start), end: moment(end), title: title ?? null, waiting: waiting === 'yes' }
  },
}

/** Whichever way the name was asked for; `full` is the whole of it in any case. */
const nameField: Field = {
  schema: objectOf({
    full: { type: 'string' },
    family: nullText,
    given: nullText,
    full_kana: nullText,
    family_kana: nullText,
    given_kana: nullText,
  }),
  read: (value) => {
    const { whole, family, given = '', wholeKana, familyKana, givenKana = '' } = partsOf(value)
    const kana = wholeKana ?? (familyKana === undefined ? null : `${familyKana} ${givenKana}`.trim())
    return {
      full: whole ?? `${family ?? ''} ${given}`.trim(),
      family: family ?? null,
      given: family === undefined ? null : given,
      full_kana: kana,
      family_kana: familyKana ?? null,
      given_kana: familyKana === undefined ? null : givenKana,
    }
  },
}

const addressField: Field = {
  schema: objectOf({
    postcode: nullText,
    prefecture: { type: 'string' },
    city: { type: 'string' },
    town: { type: 'string' },
    rest: { type: 'string' },
    line: { type: 'string', description: 'all of it but the postcode, as it is written on an envelope' },
  }),
  read: (value) => {
    const parts = partsOf(value)
    const { postcode = null, prefecture = '', city = '', town = '', rest = '' } = parts
    return { postcode, prefecture, city, town, rest, line: addressLine(parts) }
  },
}

/** A question as a field: null as long as nothing was answered. */
export interface NamedField extends Field {
  key: string
  question: Question
  /** It names a person, or may, because people answer in words of their own. */
  personal: boolean
  /** Some answers to it are in words of their own, behind `other:`, and only those may name somebody. */
  ownWords: boolean
}

/** The fields of a form, in its order. */
export const fieldsOf = ({ questions }: FormDefinition): NamedField[] =>
  questions.flatMap((question) => {
    const field = fieldOf(question)
    const personal = staysMasked(question)
    const ownWords = !personal && 'other' in question && question.other !== undefined
    return field ? [{ ...field, key: question.key, question, personal, ownWords }] : []
  })

/**
 * The answers of a submission as one object. Any of them may be null: a branch did not ask for it, or it was passed over.
 * Those that name a person, or may, can be missing: a reader without that right does not get them.
 */
export function answersSchema(definition: FormDefinition): JsonSchema {
  const fields = fieldsOf(definition)
  const properties = fields.map(({ key, schema, question }) => {
    return [key, { ...nullable(schema), title: question.title.ja }] as const
  })
  return objectOf(
    Object.fromEntries(properties),
    fields.filter(({ personal, ownWords }) => personal || ownWords).map(({ key }) => key),
  )
}

/**
 * The answers as a reader gets them.
 * @returns the values by key, and the keys of those that are left out because they name a person, or may
 */
export function answersFor(
  definition: FormDefinition,
  values: Map<string, AnswerValue>,
  { personal }: { personal: boolean },
): { answers: Record<string, FieldValue | null>; omitted: string[] } {
  const answers: Record<string, FieldValue | null> = {}
  const omitted: string[] = []
  for (const { key, read, question } of fieldsOf(definition)) {
    const value = values.get(key)
    if (!personal && staysMasked(question, value)) omitted.push(key)
    else answers[key] = value === undefined ? null : read(value)
  }
  return { answers, omitted }
}
