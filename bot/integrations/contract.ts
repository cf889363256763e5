import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'

/** What may be told to another system by itself. */
export const webhookEvents = [
  'submission.finished',
  /** Its person changed what they had sent: a new submission took the place of the one in `replaces`. */
  'submission.changed',
  'submission.cancelled',
  'submission.erased',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What a call can be about: an event, or a trial that staff asked for. */
export type CallEvent = WebhookEvent | 'endpoint.test'

export const scopes = ['forms:read', 'submissions:read', 'personal:read'] as const
export type ApiScope = (typeof scopes)[number]

const titleSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
const formKeys = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(60))), v.maxLength(100))

/** Where to call and about what. Whether the address may be called is `target.ts`'s to say. */
export const endpointSchema = v.strictObject({
  title: titleSchema,
  url: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
  events: v.pipe(v.array(v.picklist(webhookEvents)), v.maxLength(webhookEvents.length)),
  forms: formKeys,
  personal: v.boolean(),
})
export type EndpointInput = v.InferOutput<typeof endpointSchema>

export const endpointStateSchema = v.strictObject({ state: v.picklist(['active', 'paused']) })

export const keySchema = v.strictObject({
  title: titleSchema,
  scopes: v.pipe(v.array(v.picklist(scopes)), v.minLength(1), v.maxLength(scopes.length)),
  networks: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(60))), v.maxLength(20)),
  /** So many days from now; null: until it is revoked. */
  days: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
})
export type KeyInput = v.InferOutput<typeof keySchema>

export const callStates = ['waiting', 'calling', 'accepted', 'failed'] as const
export type CallState = (typeof callStates)[number]

export const callListSchema = v.strictObject({
  endpoint: v.optional(v.pipe(v.string(), v.maxLength(60))),
  state: v.optional(v.picklist(['waiting', 'accepted', 'failed'])),
  cursor: v.optional(cursorSchema),
})
export type CallList = v.InferOutput<typeof callListSchema>

/** Calls and what came of them are kept so long. */
export const keptMs = 30 * 24 * 60 * 60_000
