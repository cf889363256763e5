import * as v from 'valibot'
import { conditionSchema } from '../conditions/contract.ts'
import { formulaDepthMax, formulaSchema } from './formula-contract.ts'
import { keySchema, questionSchema, textsSchema } from './question-contract.ts'

// A form in three parts: what it asks, what it calculates, and what becomes of it when people fill it in.
export { formulaVerbs, type Formula, type FormulaVerb } from './formula-contract.ts'
export { inLanguage, textLengthMax, type Language, type Texts } from './in-language.ts'
export {
  optionsMax,
  questionSchema,
  textsSchema,
  type Comparison,
  type Option,
  type Question,
  type QuestionKind,
  type QuestionOf,
} from './question-contract.ts'
export {
  answerInputSchema,
  type Answers,
  type AnsweredIn,
  type AnswerParts,
  type AnswerValue,
  type Begun,
  type Earlier,
  type Mouth,
  type OpenedForm,
  type Opening,
  type Receipt,
  type SubmissionView,
} from './submission-contract.ts'

/** The key of a page, what stands above its questions, and who is asked them. */
function pageSchema() {
  return v.strictObject({
    key: keySchema,
    title: v.optional(textsSchema),
    description: v.optional(textsSchema),
    /** All of it is passed over unless this holds over what is known before its first question; a jump to it then leads behind it. */
    showWhen: v.optional(conditionSchema),
  })
}

/** What somebody reads at the end whose answers fulfil the condition. */
function endingSchema() {
  return v.strictObject({
    key: keySchema,
    when: conditionSchema,
    thanks: textsSchema,
    next: v.optional(textsSchema),
    /** One thing to do next. */
    link: v.optional(
      v.strictObject({ label: textsSchema, url: v.pipe(v.string(), v.url(), v.startsWith('https://')) }),
    ),
  })
}

function calculationSchema() {
  return v.strictObject({
    key: keySchema,
    title: textsSchema,
    formula: formulaSchema(formulaDepthMax),
    unit: v.optional(textsSchema),
    /** Digits after the point; left out: as they come, six at most. */
    digits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
    /** What an unanswered question counts; left out: `unknown`, and so is then the number. */
    blank: v.optional(v.picklist(['unknown', 'zero'])),
    /** Whoever answers reads it, too: before sending, and with the receipt. */
    shown: v.optional(v.boolean()),
    /** The formula as it was typed while it cannot be read: in drafts alone, because it keeps a form from being published. */
    unread: v.optional(v.string()),
  })
}

/** A parameter of the link; `personal`: its value names a person. */
function hiddenSchema() {
  return v.strictObject({ key: keySchema, title: textsSchema, personal: v.optional(v.boolean()) })
}

/** What a published version of a form is: data, the same for LIFF, chat, server and dashboard. */
export const formDefinitionSchema = v.pipe(
  v.strictObject({
    title: textsSchema,
    introduction: v.optional(textsSchema),
    /** Who asks, what for, how long it is kept, whom to ask: shown beside the first question. */
    purpose: v.optional(textsSchema),
    thanks: textsSchema,
    /** What comes next and by when; under the receipt. */
    next: v.optional(textsSchema),
    /** Everything once more before it is sent; left out: for forms that register somebody. */
    checkPage: v.optional(v.boolean()),
    /** Who finishes it becomes a member, linked at once; its contact questions become the member's contacts. */
    registration: v.optional(
      v.strictObject({
        /** Before the number of the new member: `W` gives W482913 or the like. */
        memberIdPrefix: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9-]{0,9}$/)),
        /** What the new member agrees to about the tie; the rest of the tie's words come from the account's member login. */
        consentVersion: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
        /** Members may send it as well and stay who they are; left out: they are told that they are members already. */
        membersWelcome: v.optional(v.boolean()),
      }),
    ),
    questions: v.pipe(v.array(questionSchema), v.minLength(1), v.maxLength(200)),
    /** Questions of one page stand beside each other in `questions`; in the chat its title is said before the first. */
    pages: v.optional(v.pipe(v.array(/* @__PURE__ */ pageSchema()), v.maxLength(50))),
    /** Words at the end, by answer: the first that holds, else `thanks` and `next`. */
    endings: v.optional(v.pipe(v.array(/* @__PURE__ */ endingSchema()), v.maxLength(20))),
    /** Numbers that follow from the answers, in this order; one may stand on those before it. */
    calculations: v.optional(v.pipe(v.array(/* @__PURE__ */ calculationSchema()), v.maxLength(20))),
    /** What the link says about who comes (`?key=value`): kept with the submission, seen by staff only. */
    hidden: v.optional(v.pipe(v.array(/* @__PURE__ */ hiddenSchema()), v.maxLength(20))),
    /** So many questions at most whenever it is opened, those that are unknown yet; left out: all of them. */
    askedMax: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
  }),
  v.check(
    ({ questions }) => questions.some(({ kind }) => kind !== 'statement'),
    'A form needs at least one question that is answered.',
  ),
  v.check(
    ({ questions }) => new Set(questions.map((question) => question.key)).size === questions.length,
    'Every question needs a key of its own.',
  ),
)
export type FormDefinition = v.InferOutput<typeof formDefinitionSchema>
