import * as v from 'valibot'
import { rulesMax, type FormRule } from '../rules/contract.ts'
import type { FormDefinition } from './contract.ts'
import { formKeySchema } from './form-key.ts'
import type { Repeat } from './load.ts'

/** Longer messages are not looked up as a keyword (`conversations/keyword-in.ts`). */
export const keywordMax = 40

/** What of a form is the same for all its versions. Times in milliseconds UTC; null: no such bound. */
export interface FormSettingsDraft {
  /** As staff write it; it is folded when it is published. Null: it cannot be begun in the chat. */
  keyword: string | null
  opensAt: number | null
  closesAt: number | null
  capacity: number | null
  repeat: Repeat
  /** Whether who sent it in LIFF is told so in the chat: `free` only when it costs nothing, `push` also when it costs a message. */
  confirmation: Confirmation
  /** A half-filled form is followed up once after so many minutes of silence; null: never. */
  followUpAfter: number | null
  /** Whether that may cost a message. */
  followUpPush: boolean
  /** Whether those who come when it is full may wait for a place. */
  waitingList: boolean
  /**
   * Until how many minutes before the slot people cancel by themselves what they sent; negative: before the day of the slot
   * begins. Null: not by themselves.
   */
  cancelUntil: number | null
}

export type Confirmation = 'none' | 'free' | 'push'

/** Minutes of silence after which a half-filled form may be followed up. */
export const followUpBounds = { min: 15, max: 24 * 60 }

/** What a form is set to that nobody has set up. */
export const plainSettings: FormSettingsDraft = {
  ...{ keyword: null, opensAt: null, closesAt: null, capacity: null, repeat: 'many' },
  ...{ confirmation: 'free', followUpAfter: null, followUpPush: false, waitingList: false, cancelUntil: null },
}

/** A form while it is being edited. */
export interface FormDraft {
  definition: FormDefinition
  settings: FormSettingsDraft
  /** What happens with an answer. */
  rules: FormRule[]
}

const moment = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))

export const formSettingsSchema: v.GenericSchema<FormSettingsDraft> = v.strictObject({
  keyword: v.nullable(v.pipe(v.string(), v.maxLength(keywordMax))),
  opensAt: moment,
  closesAt: moment,
  capacity: v.nullable(v.number()),
  repeat: v.picklist(['once', 'edit', 'many']),
  confirmation: v.picklist(['none', 'free', 'push']),
  followUpAfter: v.nullable(v.number()),
  followUpPush: v.boolean(),
  waitingList: v.boolean(),
  cancelUntil: v.nullable(v.number()),
})

/** A form has at most 200 questions; whoever sends more than this has not written it by hand. */
const draftLengthMax = 480_000

/** A draft may have empty texts and other things that are not fit for publishing, but it has the shape of a form. */
const shapeSchema = v.pipe(
  v.looseObject({
    title: v.looseObject({ ja: v.string() }),
    thanks: v.looseObject({ ja: v.string() }),
    questions: v.pipe(
      v.array(v.looseObject({ kind: v.string(), key: v.string(), title: v.looseObject({ ja: v.string() }) })),
      v.minLength(1),
      v.maxLength(200),
    ),
  }),
  v.check((definition) => JSON.stringify(definition).length <= draftLengthMax),
) as unknown as v.GenericSchema<FormDefinition>

/** Rules may be half written too; they are checked where they are published. */
const rulesShapeSchema = v.pipe(
  v.array(v.looseObject({ key: v.string(), on: v.string(), deeds: v.array(v.looseObject({ do: v.string() })) })),
  v.maxLength(rulesMax),
  v.check((rules) => JSON.stringify(rules).length <= draftLengthMax),
) as unknown as v.GenericSchema<FormRule[]>

const draftSchema = v.strictObject({ definition: shapeSchema, settings: formSettingsSchema, rules: rulesShapeSchema })

/** `PUT /forms/:key/draft`: revision and version are those that were read; revision 0 where there was no draft. */
export const formDraftSchema = v.strictObject({
  draft: draftSchema,
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** `POST /forms`: blank, or what a template, another form or a file says; nobody but staff sees it before it is published. */
export const newFormSchema = v.strictObject({ key: formKeySchema, draft: draftSchema })

/** `PUT /forms/:key/key`: while nobody outside can know it. */
export const formKeyChangeSchema = v.strictObject({ key: formKeySchema })

/** `PUT /forms/:key/state`. */
export const formStateSchema = v.strictObject({ state: v.picklist(['open', 'closed']) })

/** `POST /forms/:key/publication`: the draft of that revision, as it was looked at. */
export const publicationSchema = v.strictObject({ revision: v.pipe(v.number(), v.integer(), v.minValue(1)) })

/** `PUT /forms/:key/keyword`: `before` is the word that was read, as it is stored. */
export const keywordSchema = v.strictObject({
  keyword: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(keywordMax))),
  before: v.nullable(v.string()),
})

/** `DELETE /forms/:key/draft`. */
export const draftEndSchema = v.strictObject({ revision: v.pipe(v.number(), v.integer(), v.minValue(1)) })
