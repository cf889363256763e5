import * as v from 'valibot'
import { comparable } from '../forms/kinds/comparable.ts'
import { textsSchema } from '../forms/contract.ts'

/** So many attributes an account may have: a person's page shows them all. */
export const attributesMax = 100
export const attributeOptionsMax = 100
export const attributeTextMax = 500
const titleMax = 60

export const attributeTypes = ['text', 'number', 'date', 'yes_no', 'choice', 'choices'] as const
export type AttributeType = (typeof attributeTypes)[number]

/** What titles are compared by, so that one is there once. */
export const foldedTitle = (title: { ja: string }): string => comparable(title.ja)

/** What rules, prefilled questions and other systems call an attribute. */
const key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/))
const texts = v.pipe(
  textsSchema,
  v.check(({ ja, en }) => foldedTitle({ ja }) !== '' && ja.length <= titleMax && (en?.length ?? 0) <= titleMax),
)
const option = v.strictObject({ key, label: texts })
const options = v.pipe(
  v.array(option),
  v.maxLength(attributeOptionsMax),
  v.check((all) => new Set(all.map((one) => one.key)).size === all.length),
)

const shape = { title: texts, options, personal: v.boolean() }

/** A definition; without a key it gets one that is free. */
export const newAttributeSchema = v.strictObject({
  ...shape,
  key: v.optional(key),
  type: v.picklist(attributeTypes),
})
export type NewAttribute = v.InferOutput<typeof newAttributeSchema>

/** A definition as it is from now on; its key and type stay, because facts hang on them. */
export const attributeEditSchema = v.strictObject({ ...shape, updatedAt: v.pipe(v.number(), v.safeInteger()) })
export type AttributeEdit = v.InferOutput<typeof attributeEditSchema>

/** Which attribute. */
export const attributeKeySchema = v.strictObject({ key })

/** A value for somebody; null clears what is known. */
export const attributeChangeSchema = v.strictObject({
  key,
  value: v.nullable(
    v.union([
      v.pipe(v.string(), v.maxLength(attributeTextMax)),
      v.pipe(v.number(), v.finite()),
      v.pipe(v.array(v.pipe(v.string(), v.maxLength(attributeTextMax))), v.maxLength(attributeOptionsMax)),
    ]),
  ),
})
