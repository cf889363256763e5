import * as v from 'valibot'

const trimmed = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))
const channelId = v.pipe(v.string(), v.trim(), v.regex(/^\d{6,20}$/))
const secret = v.pipe(v.string(), v.trim(), v.regex(/^[0-9a-fA-F]{32}$/))

export const nameMax = 60

/** `POST /accounts`: `dry` only checks. */
export const newAccountSchema = v.strictObject({
  channelId,
  channelSecret: secret,
  loginChannelId: channelId,
  loginChannelSecret: secret,
  /** Null: a LIFF app is made. */
  liffId: v.nullable(v.pipe(v.string(), v.trim(), v.regex(/^\d{6,20}-[0-9A-Za-z]{4,20}$/))),
  /** The owner's user ID as the Login channel shows it: proves that both channels have one provider. */
  uid: v.nullable(v.pipe(v.string(), v.trim(), v.regex(/^U[0-9a-f]{32}$/))),
  dry: v.boolean(),
})
export type NewAccount = v.InferOutput<typeof newAccountSchema>

/** `PATCH /connection`: `before` is the name that was read. */
export const renameSchema = v.strictObject({ name: trimmed(nameMax), before: v.string() })

/** `PUT /connection/secrets`: what is left out stays. Secrets only ever come in. */
export const secretsSchema = v.pipe(
  v.strictObject({ channelSecret: v.optional(secret), loginChannelSecret: v.optional(secret) }),
  v.check(({ channelSecret, loginChannelSecret }) => (channelSecret ?? loginChannelSecret) !== undefined),
)
export type NewSecrets = v.InferOutput<typeof secretsSchema>

/** `POST /connection/disconnection`: the account's name, typed, because nothing comes in afterwards. */
export const disconnectionSchema = v.strictObject({ name: v.string() })

export const greetingMax = 2000

/** `PUT /greeting`: `before` is what was read. */
const greeting = v.strictObject({
  texts: v.strictObject({
    ja: trimmed(greetingMax),
    en: v.optional(trimmed(greetingMax)),
  }),
  on: v.boolean(),
})
export type Greeting = v.InferOutput<typeof greeting>
export const greetingSchema = v.strictObject({ greeting, before: v.nullable(greeting) })
