import * as v from 'valibot'
import { conditionSchema } from '../conditions/contract.ts'
import { formKeySchema } from './form-key.ts'
import { textLengthMax, type Texts } from './in-language.ts'
import { namedParts } from './kinds/named-parts.ts'
import { orderItemsMax, orderMax, orderSums } from './kinds/order-bounds.ts'

export const textsSchema: v.GenericSchema<Texts> = v.strictObject({
  ja: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  en: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
})

/**
 * Stable names of questions and options; labels may change, keys do not. What every object has by birth is none: of the names
 * there only this one looks like a key.
 */
export const keySchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/), v.notValue('constructor'))

const isoDate = v.pipe(v.string(), v.isoDate())
/** A day, the one of answering, or so many days from it: `today+3`, `today-14`. */
const dateBound = v.union([isoDate, v.pipe(v.string(), v.regex(/^today([+-]\d{1,3})?$/))])

/** `YYYY-MM-DD`, or `MM-DD` for every year; that there is such a day is checked when it is published. */
const closedDay = v.pipe(v.string(), v.regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/))

/** Days that are not taken. */
function closedOn() {
  return {
    /** Days of the week, 0 for Sunday. */
    closed: v.optional(v.pipe(v.array(v.picklist([0, 1, 2, 3, 4, 5, 6])), v.maxLength(6))),
    /** The public holidays of Japan. */
    closedHolidays: v.optional(v.boolean()),
    /** Days of their own, both ends included. */
    closedDays: v.optional(v.pipe(v.array(v.strictObject({ from: closedDay, to: closedDay })), v.maxLength(30))),
  }
}

const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const optionEntries = {
  key: keySchema,
  label: textsSchema,
  /** What it counts in a score (`score.<question key>`). */
  score: v.optional(v.pipe(v.number(), v.finite())),
}
const optionSchema = v.strictObject(optionEntries)
/** With a picture beside its label: the id of a row of `form_pictures`. */
const choiceSchema = v.strictObject({
  ...optionEntries,
  picture: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  /** Of a multiple choice: whoever chooses it chooses nothing else (特になし). */
  alone: v.optional(v.boolean()),
})
export type Option = v.InferOutput<typeof choiceSchema>
const rowSchema = v.strictObject({
  key: v.pipe(
    keySchema,
    v.check((key) => !namedParts.includes(key)),
  ),
  label: textsSchema,
})
const choiceMax = 50
/** So many options a kind offers at most; of a matrix its columns. */
export const optionsMax = {
  ...{ single_choice: choiceMax, multiple_choice: choiceMax, dropdown: 300, ranking: 10, matrix: 7 },
  order: orderItemsMax,
} as const
/** Something that is ordered: its price in yen for one of it, and how many of it somebody may have. */
const itemSchema = () =>
  v.strictObject({
    key: v.pipe(
      rowSchema.entries.key,
      v.check((key) => !orderSums.includes(key)),
    ),
    label: textsSchema,
    price: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9_999_999))),
    max: v.optional(wholeAmount()),
    picture: choiceSchema.entries.picture,
  })
/** How many of something: more than that nobody orders by a form. */
function wholeAmount() {
  return v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(orderMax))
}
const options = v.pipe(v.array(choiceSchema), v.minLength(2), v.maxLength(choiceMax))

/** A free text as the last option; without a label it is called その他. */
function otherSchema() {
  return v.strictObject({ label: v.optional(textsSchema) })
}

/** A way forward from a question: to a later one by its key, or to the end. */
function jumpSchema() {
  return v.strictObject({ when: v.optional(conditionSchema), to: v.union([keySchema, v.literal('end')]) })
}

/** From where an answer may be known before it is given. */
function prefillSchema() {
  return v.strictObject({
    from: v.variant('kind', [
      /** LINE's display name. */
      v.strictObject({ kind: v.literal('profile') }),
      /** The member's contact of the question's own kind. */
      v.strictObject({ kind: v.literal('contact') }),
      v.strictObject({ kind: v.literal('attribute'), key: keySchema }),
      /** The person's newest finished answer to a question of a form of this account. */
      v.strictObject({ kind: v.literal('answer'), form: formKeySchema, question: keySchema }),
      /** A parameter of the link that led here. */
      v.strictObject({ kind: v.literal('hidden'), key: keySchema }),
      /** The day on which it is answered. */
      v.strictObject({ kind: v.literal('today') }),
    ]),
    /** Whether a known answer is taken as given, so that nobody is asked again (left out: it only stands in the field). */
    skip: v.optional(v.boolean()),
  })
}

/** How an answer has to stand to an earlier one of the same sort: an end that comes after its beginning, a second wish that is no first. */
function comparedSchema() {
  return v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          is: v.picklist(['more_than', 'at_least', 'less_than', 'at_most', 'not_equals']),
          than: keySchema,
        }),
      ),
      v.minLength(1),
      v.maxLength(5),
    ),
  )
}

const common = {
  key: keySchema,
  title: textsSchema,
  description: v.optional(textsSchema),
  required: v.boolean(),
  /** Its answer names a person: kept out of logs, masked for viewers later. */
  personal: v.optional(v.boolean()),
  /** Asked only when this holds over what is known before it: `answer.<question>`, `hidden.<key>`, `value.<calculation>`, `score.<question>`, `age.<question>`. */
  showWhen: v.optional(conditionSchema),
  /** An optional question that has to be answered while this holds over what is known before it. */
  requiredWhen: v.optional(conditionSchema),
  /** After it the person goes on there; the first whose condition holds (it may look at this answer too), else the next question. */
  jumps: v.optional(v.pipe(v.array(/* @__PURE__ */ jumpSchema()), v.maxLength(20))),
  /** The page on which it stands, together with its neighbours of the same page; left out: alone. */
  page: v.optional(keySchema),
  /** What is known already is suggested here, or not asked again. */
  prefill: v.optional(/* @__PURE__ */ prefillSchema()),
}

/** For kinds that a customer has one of: the answer becomes the customer's contact when the form registers a member. */
const contact = { contact: v.optional(v.boolean()) }

const questionKinds = () =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('short_text'),
      ...common,
      lengthMin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      lengthMax: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(500))),
      example: v.optional(textsSchema),
    }),
    v.strictObject({
      kind: v.literal('long_text'),
      ...common,
      lengthMin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      lengthMax: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(textLengthMax))),
      example: v.optional(textsSchema),
    }),
    v.strictObject({ kind: v.literal('single_choice'), ...common, options, other: v.optional(otherSchema()) }),
    v.strictObject({
      kind: v.literal('multiple_choice'),
      ...common,
      options,
      other: v.optional(otherSchema()),
      chosenMin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      chosenMax: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
    v.strictObject({
      kind: v.literal('number'),
      ...common,
      min: v.optional(v.number()),
      max: v.optional(v.number()),
      /** Without it only whole numbers are taken. */
      decimals: v.optional(v.boolean()),
      unit: v.optional(textsSchema),
      compared: /* @__PURE__ */ comparedSchema(),
    }),
    v.strictObject({
      kind: v.literal('rating'),
      ...common,
      /** 1 to this. */
      max: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(10)),
      lowLabel: v.optional(textsSchema),
      highLabel: v.optional(textsSchema),
    }),
    v.strictObject({
      kind: v.literal('date'),
      ...common,
      min: v.optional(dateBound),
      max: v.optional(dateBound),
      ...closedOn(),
      compared: /* @__PURE__ */ comparedSchema(),
    }),
    v.strictObject({
      kind: v.literal('name'),
      ...common,
      ...contact,
      /** Also asks how it is read (ふりがな). */
      kana: v.optional(v.boolean()),
      /** One box in place of family and given name: for people whose names have other parts. */
      whole: v.optional(v.boolean()),
    }),
    v.strictObject({ kind: v.literal('email'), ...common, ...contact }),
    v.strictObject({ kind: v.literal('phone'), ...common, ...contact }),
    v.strictObject({ kind: v.literal('address'), ...common, ...contact }),
    v.strictObject({ kind: v.literal('birthday'), ...common, ...contact }),
    v.strictObject({
      kind: v.literal('time'),
      ...common,
      /** `HH:MM` */
      min: v.optional(clockTime),
      max: v.optional(clockTime),
      /** Only times on this grid, in minutes. */
      step: v.optional(v.picklist([5, 10, 15, 20, 30, 60])),
      compared: /* @__PURE__ */ comparedSchema(),
    }),
    v.strictObject({
      kind: v.literal('date_time'),
      ...common,
      min: v.optional(dateBound),
      max: v.optional(dateBound),
      ...closedOn(),
      /** The hours of each day, `HH:MM`. */
      timeMin: v.optional(clockTime),
      timeMax: v.optional(clockTime),
      step: v.optional(v.picklist([5, 10, 15, 20, 30, 60])),
      compared: /* @__PURE__ */ comparedSchema(),
    }),
    /** One choice out of a long list. */
    v.strictObject({
      kind: v.literal('dropdown'),
      ...common,
      options: v.pipe(v.array(optionSchema), v.minLength(2), v.maxLength(optionsMax.dropdown)),
    }),
    v.strictObject({
      kind: v.literal('yes_no'),
      ...common,
      yesLabel: v.optional(textsSchema),
      noLabel: v.optional(textsSchema),
      /** What each counts in a score. */
      yesScore: v.optional(v.pipe(v.number(), v.finite())),
      noScore: v.optional(v.pipe(v.number(), v.finite())),
    }),
    /** How likely somebody is to recommend, 0 to 10. */
    v.strictObject({
      kind: v.literal('nps'),
      ...common,
      lowLabel: v.optional(textsSchema),
      highLabel: v.optional(textsSchema),
    }),
    v.strictObject({
      kind: v.literal('member_id'),
      ...common,
      /** So many characters, without separators. */
      lengthMin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      lengthMax: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(64))),
      /** Digits only: then phones show the keys for numbers. */
      digits: v.optional(v.boolean()),
      /** Where people find it: カードの表にあります. */
      hint: v.optional(textsSchema),
    }),
    /** What a person agrees to; recorded as a consent with its version. Required: without it nobody goes on. */
    v.strictObject({
      kind: v.literal('consent'),
      ...common,
      text: textsSchema,
      version: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
      /** The words of the tick: 同意します. */
      agreeLabel: v.optional(textsSchema),
    }),
    /** Something to read between questions; it has no answer (`required` is false). */
    v.strictObject({ kind: v.literal('statement'), ...common }),
    v.strictObject({
      kind: v.literal('file'),
      ...common,
      accept: v.picklist(['photo', 'photo_or_pdf']),
      filesMax: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
    }),
    /** A number on a scale from `min` on, in steps; `max` is the last place when it lies on a step. */
    v.strictObject({
      kind: v.literal('slider'),
      ...common,
      min: v.pipe(v.number(), v.finite()),
      max: v.pipe(v.number(), v.finite()),
      step: v.pipe(v.number(), v.finite(), v.gtValue(0)),
      unit: v.optional(textsSchema),
      lowLabel: v.optional(textsSchema),
      highLabel: v.optional(textsSchema),
    }),
    /** Options in the order in which somebody prefers them. */
    v.strictObject({
      kind: v.literal('ranking'),
      ...common,
      options: v.pipe(v.array(optionSchema), v.minLength(2), v.maxLength(optionsMax.ranking)),
      /** Only so many places; left out: all options get one. */
      top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10))),
    }),
    /** The same few answers for each of several rows. */
    v.strictObject({
      kind: v.literal('matrix'),
      ...common,
      rows: v.pipe(v.array(rowSchema), v.minLength(1), v.maxLength(15)),
      columns: v.pipe(v.array(optionSchema), v.minLength(2), v.maxLength(optionsMax.matrix)),
      /** As many in a row as apply, and in some rows none: the hours of each weekday. Left out: one in each. */
      several: v.optional(v.boolean()),
    }),
    /** Where something is: a position, a place in words, or both. */
    v.strictObject({ kind: v.literal('location'), ...common }),
    /** A name in somebody's own hand, kept as a picture. */
    v.strictObject({ kind: v.literal('signature'), ...common }),
    /** Whole yen. */
    v.strictObject({
      kind: v.literal('money'),
      ...common,
      min: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      max: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      currency: v.literal('JPY'),
    }),
    /** Of each of several things as many as somebody wants: lunch boxes, shirts by their sizes, things to rent. */
    v.strictObject({
      kind: v.literal('order'),
      ...common,
      options: v.pipe(v.array(itemSchema()), v.minLength(1), v.maxLength(optionsMax.order)),
      /** Of all together. */
      min: v.optional(wholeAmount()),
      max: v.optional(wholeAmount()),
      /** What all of them are counted by: 個, 枚, セット. */
      unit: v.optional(textsSchema),
      /** Stands behind every price as it is written here, because shops word it each in their way: 税込. */
      priceNote: v.optional(textsSchema),
    }),
    /** A time or a course with so many places (`bot/slots`); the places themselves come and go without a new version. */
    v.strictObject({
      kind: v.literal('slot'),
      ...common,
      /** Who comes when one is full may wait for a place. */
      waiting: v.optional(v.boolean()),
      /** The question before it whose number says how many places somebody takes; left out: one. */
      seats: v.optional(keySchema),
    }),
  ])

// A call that a bundler may leave out: pages need only the types.
export const questionSchema = /* @__PURE__ */ questionKinds()
export type Question = v.InferOutput<typeof questionSchema>
export type QuestionKind = Question['kind']
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>
export type Comparison = NonNullable<QuestionOf<'date'>['compared']>[number]
