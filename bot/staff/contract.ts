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

/** Everything there is: what an owner of it may do, an owner of one account may not. */
export const everyAccount = '*'

/** Whether somebody owns every account, and so the workspace. */
export const ownsEverything = (grants: Grant[]): boolean =>
  grants.some(({ accountId, role }) => accountId === everyAccount && role === 'owner')

const name = v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.minLength(1), v.maxLength(60))
const newPassword = v.pipe(v.string(), v.minLength(passwordLengthMin), v.maxLength(128))

const granted = {
  role: v.picklist(roles),
  seesPersonal: v.boolean(),
  /** In every account there is and will be, instead of in this one. */
  everywhere: v.boolean(),
}

export const grantChangeSchema = v.strictObject(granted)
export type GrantChange = v.InferOutput<typeof grantChangeSchema>

/** `account`, `everywhere`: that grant only; `workspace`: the person, from all accounts and for good. */
export const staffRemovalSchema = v.strictObject({ from: v.picklist(['account', 'everywhere', 'workspace']) })
export type StaffRemoval = v.InferOutput<typeof staffRemovalSchema>

export const profileSchema = v.strictObject({ name })

export const passwordChangeSchema = v.strictObject({
  current: passwordSignInSchema.entries.password,
  next: newPassword,
})
export type PasswordChange = v.InferOutput<typeof passwordChangeSchema>

/** An invitation works for so long. */
export const invitationDays = 7

const language = linkRequestSchema.entries.language

export const invitationSchema = v.strictObject({ email: passwordSignInSchema.entries.email, ...granted, language })
export type NewInvitation = v.InferOutput<typeof invitationSchema>

export const invitationRenewalSchema = v.strictObject({ language })

const invitationToken = { token: linkSignInSchema.entries.token }
export const invitationTokenSchema = v.strictObject(invitationToken)
export const invitationAcceptanceSchema = v.strictObject({ ...invitationToken, name, password: newPassword })
export type InvitationAcceptance = v.InferOutput<typeof invitationAcceptanceSchema>

/** A link by which a colleague sets a new password works for so long. */
export const passwordLinkHours = 24

export const passwordResetSchema = v.strictObject({ ...invitationToken, password: newPassword })
export type PasswordReset = v.InferOutput<typeof passwordResetSchema>
