import * as v from 'valibot'

/** From least to most: each may do what those before it may. */
export const roles = ['viewer', 'editor', 'owner'] as const
export type Role = (typeof roles)[number]

/** The person who is signed in. */
export interface Me {
  id: string
  name: string
  email: string
  role: Role
}

export const passwordLengthMin = 12

export const passwordSignInSchema = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
})

/** Asks for a link by mail; `language` is that of the page, in which the mail is written. */
export const linkRequestSchema = v.strictObject({
  email: passwordSignInSchema.entries.email,
  language: v.picklist(['ja', 'en']),
})
export type LinkRequest = v.InferOutput<typeof linkRequestSchema>

/** A mailed link works for so long. */
export const mailedLinkMinutes = 15

export const linkSignInSchema = v.strictObject({ token: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })
