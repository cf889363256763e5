import * as v from 'valibot'

/** From least to most: each may do what those before it may. */
export const roles = ['viewer', 'editor', 'owner'] as const
export type Role = (typeof roles)[number]

/** What somebody may do in one account, or in every account (`*`). */
export interface Grant {
  accountId: string
  role: Role
  /** Whether names, addresses and answers to personal questions are shown; else they are masked everywhere. */
  seesPersonal: boolean
}

/** The grant that counts in an account: the one for itself before the one for all; null lets nobody in. */
export const grantIn = (grants: Grant[], accountId: string): Grant | null =>
  grants.find((grant) => grant.accountId === accountId) ?? grants.find((grant) => grant.accountId === '*') ?? null

/** The person who is signed in. */
export interface Me {
  id: string
  name: string
  email: string
  grants: Grant[]
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
