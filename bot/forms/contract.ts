import * as v from 'valibot'
import { conditionSchema } from '../conditions/contract.ts'

/** Japanese always; English where the company wrote it, else the Japanese is shown. */
export const textsSchema = v.strictObject({
  ja: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  en: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
})
export type Texts = v.InferOutput<typeof textsSchema>
export type Language = 'ja' | 'en'

/** The text for a person: their language, else Japanese. */
export const inLanguage = (texts: Texts, language: Language): string => texts[language] ?? texts.ja

/** Stable names of questions and options; labels may change, keys do not. */
const keySchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/))

const isoDate = v.pipe(v.string(), v.isoDate())
const dateBound = v.union([isoDate, v.literal('today')])

const optionSchema = v.strictObject({ key: keySchema, label: textsSchema })
export type Option = v.InferOutput<typeof optionSchema>
const options = v.pipe(v.array(optionSchema), v.minLength(2), v.maxLength(50))

const common = {
  key: keySchema,
  title: textsSchema,
  description: v.optional(textsSchema),
  required: v.boolean(),
  /** Its answer names a person: kept out of logs, masked for viewers later. */
  personal: v.optional(v.boolean()),
  /** Asked only when this holds over the answers before it (`answer.<question key>`). */
  showWhen: v.optional(conditionSchema),
}

/** Lengths are counted in UTF-16 units, as LINE counts a text message; 5,000 is the longest that LINE delivers. */
export const textLengthMax = 5000

const questionSchema = v.variant('kind', [
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
  v.strictObject({ kind: v.literal('single_choice'), ...common, options }),
  v.strictObject({
    kind: v.literal('multiple_choice'),
    ...common,
    options,
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
  }),
  v.strictObject({
    kind: v.literal('rating'),
    ...common,
    /** 1 to this. */
    max: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(10)),
    lowLabel: v.optional(textsSchema),
    highLabel: v.optional(textsSchema),
  }),
  v.strictObject({ kind: v.literal('date'), ...common, min: v.optional(dateBound), max: v.optional(dateBound) }),
])
export type Question = v.InferOutput<typeof questionSchema>
export type QuestionKind = Question['kind']
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>

/** What a published version of a form is: data, the same for LIFF, chat, server and dashboard. */
export const formDefinitionSchema = v.pipe(
  v.strictObject({
    title: textsSchema,
    introduction: v.optional(textsSchema),
    thanks: textsSchema,
    questions: v.pipe(v.array(questionSchema), v.minLength(1), v.maxLength(200)),
  }),
  v.check(
    ({ questions }) => new Set(questions.map((question) => question.key)).size === questions.length,
    'Every question needs a key of its own.',
  ),
)
export type FormDefinition = v.InferOutput<typeof formDefinitionSchema>

/**
 * The value of one answer: text, option key or ISO date as a string; a number or rating as a number;
 * a multiple choice as its option keys in the order of the options.
 */
export type AnswerValue = string | number | string[]

/** By question key. `null` is an optional question that the person passed over. */
export type Answers = Record<string, AnswerValue | null>

/** By which face of the form something was given. */
export type Mouth = 'liff' | 'chat'

/** What a browser sends as one answer; `null` passes over an optional question. Checked again by `checkAnswer`. */
export const answerInputSchema = v.strictObject({
  value: v.nullable(
    v.union([v.pipe(v.string(), v.maxLength(textLengthMax)), v.number(), v.pipe(v.array(v.string()), v.maxLength(50))]),
  ),
})

/** A submission as its own author sees it. */
export interface SubmissionView {
  id: string
  formKey: string
  version: number
  state: 'draft' | 'finished' | 'cancelled'
  /** Receipt number; null until finished. */
  number: number | null
  answers: Answers
}
