import * as v from 'valibot'
import { textsSchema, type Language, type Texts } from '../forms/contract.ts'
import type { OwnBooking } from '../slots/contract.ts'
import type { Party } from '../slots/party.ts'
import type { CancelRefusal } from '../slots/may-cancel.ts'

/** By what a member is proven: a way of the member login, a registration in LINE, or a member of staff. */
export type LinkMethod = 'pin' | 'password' | 'email_code' | 'birthday_phone' | 'registration' | 'staff'

/** How the members of a company log in; kept with the account. */
export const memberLoginSchema = v.strictObject({
  /** What people give to say which member they are. */
  key: v.picklist(['member_id', 'email', 'phone']),
  /** How the company calls that key: 会員番号, 診察券番号, 学籍番号. */
  keyLabel: textsSchema,
  /** Where people find it: カードの表にあります. */
  keyHint: v.optional(textsSchema),
  /** How they prove it. */
  proof: v.picklist(['pin', 'password', 'email_code', 'birthday_phone']),
  /** What the tie is good for, one benefit an entry. */
  benefits: v.pipe(v.array(textsSchema), v.minLength(1), v.maxLength(5)),
  /** What becomes visible to the company. */
  shared: v.pipe(v.array(textsSchema), v.minLength(1), v.maxLength(5)),
  /** Counted up by the company whenever the words above change. */
  consentVersion: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
})
export type MemberLogin = v.InferOutput<typeof memberLoginSchema>

const typed = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** `PUT /link-attempts/:id/claim`: the key, and what proves it unless a code is sent. Everything as typed. */
export const claimSchema = v.strictObject({
  key: typed(320),
  /** PIN or password, as typed, not trimmed. */
  secret: v.optional(typed(200)),
  birthday: v.optional(typed(40)),
  phone: v.optional(typed(40)),
})
export type Claim = v.InferOutput<typeof claimSchema>

/** `PUT /link-attempts/:id/code` */
export const codeSchema = v.strictObject({ code: typed(40) })

/** `PUT /link-attempts/:id/consent`: only the version that the page showed is agreed to. */
export const consentSchema = v.strictObject({ version: typed(40), language: v.picklist(['ja', 'en']) })

/** `DELETE /link`: with LINE's access token, where the page has one, so that LINE is told (deauthorisation). */
export const unlinkSchema = v.strictObject({ accessToken: v.nullable(typed(2000)) })

/** `PUT /me/language`, `PUT /me/messages`, `PUT /me/reminders` */
export const languageSchema = v.strictObject({ language: v.picklist(['ja', 'en']) })
export const messagesSchema = v.strictObject({ stopped: v.boolean(), language: v.picklist(['ja', 'en']) })

/**
 * Where a person is in the member login (`POST /link-attempts` and every step answer it).
 * `code_sent` is also said when there is no such member: the page must not tell which keys exist.
 */
export interface LinkView {
  id: string
  state: 'opened' | 'code_sent' | 'proven' | 'linked' | 'conflict'
  /** Both sides by name, once the member is proven, so that nobody ties a stranger. */
  sides: {
    friend: { displayName: string | null; pictureUrl: string | null }
    member: { memberId: string; name: string | null }
  } | null
  /** Since when staff look into an earlier claim of the person, of a member who is tied elsewhere; milliseconds UTC. */
  conflictSince: number | null
  /** When a new code may be asked for, and when the code ends; milliseconds UTC; null without a code. */
  code: { sentAt: number; expiresAt: number } | null
}

/** Refusals of a step, in `detail.reason`: always the same for a wrong key and a wrong proof. */
export type LinkRefusal =
  | 'not_matched'
  | 'code_wrong'
  | 'code_expired'
  | 'expired'
  | 'already_linked'
  | 'consent_changed'

/** The person's own page (`GET /me`). */
export interface Me {
  friend: { displayName: string | null; pictureUrl: string | null; following: boolean }
  language: Language | null
  messagesStopped: boolean
  /** No reminders of half-filled forms. */
  remindersStopped: boolean
  link: { memberId: string; name: string | null; method: LinkMethod; linkedAt: number } | null
  /** Since when staff look into a claim of the person; null: they do not. */
  conflictSince: number | null
  /** Newest first: finished ones, and drafts that can be gone on with. */
  submissions: {
    id: string
    formKey: string
    title: Texts
    state: 'draft' | 'finished'
    number: number | null
    at: number
    /** What `Opening.kind` of the form says about going on or changing it. */
    canContinue: boolean
    canChange: boolean
  }[]
  /** Newest first; the newest of a purpose holds. */
  consents: {
    purpose: string
    /** What it is about, in words: the tie, messages, a form and its question. */
    about: Texts
    act: 'given' | 'withdrawn'
    version: string
    text: string
    at: number
    canWithdraw: boolean
  }[]
}

/** The answers of one of the person's own submissions, in words (`GET /me/submissions/:id`). */
export interface OwnSubmission {
  id: string
  formKey: string
  title: Texts
  number: number | null
  finishedAt: number | null
  canChange: boolean
  /** Whether the person may cancel it, or why not; null: nobody would expect to. */
  cancelling: 'possible' | CancelRefusal | null
  /** Until when the person may cancel or could have, in milliseconds UTC; null: at any time, or never. */
  cancellingUntil: number | null
  /** Its places, or where it waits for one. */
  bookings: (OwnBooking & Pick<Party, 'unit'>)[]
  /** It has no place yet. */
  isWaiting: boolean
  answers: { title: Texts; text: Texts }[]
}
