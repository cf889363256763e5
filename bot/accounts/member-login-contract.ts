import * as v from 'valibot'
import { memberLoginSchema } from '../identity-links/contract.ts'

/** Words of a company for people in LINE; English may be left out. */
const words = (max: number) => {
  const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))
  return v.strictObject({ ja: text, en: v.optional(text) })
}

export const labelMax = 30
export const hintMax = 100
export const entryMax = 120
export const entriesMax = 5

const entries = v.pipe(v.array(words(entryMax)), v.minLength(1), v.maxLength(entriesMax))

/** How members log in, as an owner sets it: all of a member login but the version of its words, which the server counts. */
export const memberLoginSettingsSchema = v.strictObject({
  key: memberLoginSchema.entries.key,
  keyLabel: words(labelMax),
  keyHint: v.optional(words(hintMax)),
  proof: memberLoginSchema.entries.proof,
  benefits: entries,
  shared: entries,
})
export type MemberLoginSettings = v.InferOutput<typeof memberLoginSettingsSchema>

/** `PUT /member-login`: null switches the member login off. */
export const memberLoginChangeSchema = v.strictObject({ memberLogin: v.nullable(memberLoginSettingsSchema) })
