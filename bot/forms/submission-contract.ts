import * as v from 'valibot'
import type { FormDefinition } from './contract.ts'
import { textLengthMax, type Texts } from './in-language.ts'
import { orderItemsMax } from './kinds/order-bounds.ts'
import type { ShownNumber } from './shown-numbers.ts'

/**
 * The value of one answer: text, option key (also of a dropdown), ISO date, `HH:MM`, `YYYY-MM-DDTHH:MM` of Japan's clock, `yes` or
 * `no`, `agreed`, as a string; a number, rating, score, sum of money or place of a slider as a number; a multiple choice as its option keys in the order of the
 * options (words of one's own as `other:<words>`, the last); a ranking as its option keys, the first place first; files and signatures as the ids of their uploads. Values with parts (`AnswerParts`): a name, an address, and whatever is kept both as
 * typed (`given`) and as it is meant. A statement has none: it is passed with `null`.
 */
export type AnswerValue = string | number | string[] | AnswerParts

/**
 * - name: `family`, `given`, `familyKana`, `givenKana`; or `whole`, `wholeKana`
 * - email: `given`, `email`; phone: `given`, `e164`; birthday: `given`, `date`; member_id: `given`, `id`
 * - slot: `slot` (its id), `start` and `end` (`YYYY-MM-DDTHH:MM` of Japan's clock), `title`, `titleEn`: as it was when it was
 *   chosen, so that an old answer reads right when the slot is gone; `waiting` (`yes`) while there is no place
 * - location: `latitude` and `longitude` in degrees, or neither; `place` in words
 * - matrix: the key of the chosen column by the key of its row
 * - order: how many, in digits, by the key of each item of which there is at least one
 * - address: `postcode` (left out when not known), `prefecture`, `city`, `town`, `rest` (house number, building)
 *
 * Names and addresses stay as given; kana is kept in full-width katakana.
 */
export type AnswerParts = Record<string, string>

/** By question key. `null` is an optional question that the person passed over. */
export type Answers = Record<string, AnswerValue | null>

/** What stood when a submission was begun, beside its answers: it decides about the way as they do. */
export interface Begun {
  /** What the link said, by the keys of `hidden`. */
  hidden?: Record<string, string>
  /** Keys of the questions whose answers were known, so that nobody is asked. */
  known?: readonly string[]
  /** The day in Japan, `YYYY-MM-DD`: how old somebody is counts from it, so that no way changes while it is walked. */
  day?: string
}

/** By which face of the form something was given. */
export type Mouth = 'liff' | 'chat'

/** By which face an answer came; `known`: it was known before, and nobody was asked. */
export type AnsweredIn = Mouth | 'known'

/** What a browser sends as one answer; `null` passes over an optional question. Checked again by `checkAnswer`. */
export const answerInputSchema = v.strictObject({
  value: v.nullable(
    v.union([
      v.pipe(v.string(), v.maxLength(textLengthMax)),
      v.number(),
      v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(50)),
      v.pipe(
        v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(textLengthMax))),
        v.check((parts) => Object.keys(parts).length <= orderItemsMax),
      ),
    ]),
  ),
})

/** A submission as its own author sees it. */
export interface SubmissionView {
  id: string
  formKey: string
  version: number
  state: 'draft' | 'finished' | 'cancelled' | 'replaced'
  /** Counts every change: one that jumps says that another device, or the chat, wrote meanwhile. */
  revision: number
  /** Receipt number; null until finished. */
  number: number | null
  answers: Answers
  hidden: Record<string, string>
  known: string[]
  day: string
}

/** Whether a form takes answers now, and why not. Times in milliseconds UTC. */
export type Opening =
  /** `waiting`: every place is taken, and who comes now waits for one. */
  | { kind: 'open'; closesAt: number | null; waiting?: true }
  | { kind: 'not_yet'; opensAt: number }
  | { kind: 'closed'; since: number | null }
  | { kind: 'full' }

/** The person's last finished submission of a form, and what they may do about it. */
export interface Earlier {
  id: string
  number: number
  finishedAt: number
  /** `change`: it can be changed; `again`: another one can be given; `no`: it stands. */
  more: 'change' | 'again' | 'no'
}

/** What a person gets when they open a form in LIFF (`PUT /forms/:key/draft`). */
export interface OpenedForm {
  /** Null when there is nothing to fill in: answered already, or not open. */
  submission: SubmissionView | null
  /** That of the submission's own version, which may be older than the page's. */
  definition: FormDefinition
  opening: Opening
  earlier: Earlier | null
  /** Whether sending it makes the person a member: only then the words about that are shown. */
  registers: boolean
  /** What may stand in empty fields because it is known already: LINE's display name. By question key. */
  suggestions: Answers
  /** By which the texts call the person; null: nobody knows, or no text does. */
  name: string | null
  /** Everything that it would ask is known already, so that nobody is asked. */
  allKnown: boolean
  /** Drafts end when nobody touched them for so long; milliseconds UTC. */
  draftEndsAt: number | null
}

/** What a person gets when a submission is finished (`PUT /submissions/:id/completion`). */
export interface Receipt {
  number: number
  thanks: Texts
  next: Texts | null
  /** One thing to do next. */
  link: { label: Texts; url: string } | null
  /** What was calculated for its person to read; left out: nothing. */
  figures?: ShownNumber[]
  /** The number of the new member, when the form registered one. */
  memberId: string | null
  more: Earlier['more']
  /** Whether a confirmation goes to the chat; null: the form sends none. */
  confirmed: boolean | null
  /** There was no place: the person waits for one. */
  waits?: true
}
