import * as v from 'valibot'
import { comparable } from '../forms/kinds/comparable.ts'

/** So many tags an account may have; more nobody finds in a list. */
export const tagsMax = 500
export const tagNameMax = 40

/** What tags are compared by, so that one name is there once. */
export const foldedName = (name: string): string => comparable(name)

const name = v.pipe(
  v.string(),
  v.normalize('NFC'),
  v.trim(),
  v.maxLength(tagNameMax),
  v.check((text) => foldedName(text) !== ''),
)

export const newTagSchema = v.strictObject({ name })

/** Another name for a tag, as long as it is called what its editor saw. */
export const tagEditSchema = v.strictObject({ name, from: v.pipe(v.string(), v.maxLength(tagNameMax)) })
export type TagEdit = v.InferOutput<typeof tagEditSchema>

export const tagIdSchema = v.strictObject({ tagId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) })
