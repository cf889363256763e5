import type { CallEntry, Chat, ChatMessage, Faults, MailEntry, Person, RichMenuObject, WebhookEntry } from './shapes.ts'

/** How much of a chat and of the two logs is kept; a desk that runs for weeks must not eat the machine. */
const KEPT_MESSAGES = 500
const KEPT_ENTRIES = 5_000
/** A snapshot goes into a file, often, so it carries only what someone would scroll back to. */
const KEPT_ENTRIES_IN_SNAPSHOT = 200
const KEPT_CONTENTS = 30
const SWEEP_EVERY = 500

export interface ReplyToken {
  accountId: string
  uid: string
  eventAt: number
  validUntil: number
  used: boolean
}

export interface RetryKey {
  requestId: string
  answer: string
  until: number
}

export interface Menu {
  id: string
  menu: RichMenuObject
  image: Content | null
}

export interface Content {
  type: string
  base64: string
}

/** A LIFF app of the account's Login channel, as LIFF's server API tells it. */
export interface LiffApp {
  liffId: string
  view: { type: 'compact' | 'tall' | 'full'; url: string }
  description: string
  permanentLinkPattern: 'concat'
  scope: string[]
  botPrompt: 'normal' | 'aggressive' | 'none'
}

/** What LINE keeps about an account. */
export interface AccountState {
  endpoint: string | null
  /** LIFF apps made or changed through the API, by their ID; null: deleted. */
  liffApps?: Record<string, LiffApp | null>
  menus: Record<string, Menu>
  defaultMenuId: string | null
  quota: number | null
  /** Counted recipients per month in Japan, `2026-11` → 12. */
  consumption: Record<string, number>
}

/** A webhook that waits: for its turn (disorder), or to be delivered again. */
export interface Waiting {
  accountId: string
  uid: string | null
  body: string
  signature: string | null
  attempt: number
  dueAt: number
}

/** An elliptic key in JSON; `d` is the private part. */
export interface Jwk {
  kty?: string
  crv?: string
  x?: string
  y?: string
  d?: string
}

/** Everything the desk knows: one plain object, so that it fits into a file. */
export interface State {
  /** Tells a phone that polls with a cursor of an earlier desk that it must start anew. */
  epoch: string
  revision: number
  sequence: number
  /** Milliseconds by which the desk's clock is ahead. */
  ahead: number
  people: Record<string, Person>
  chats: Record<string, Chat>
  messages: Record<string, ChatMessage[]>
  contents: Record<string, Content>
  replyTokens: Record<string, ReplyToken>
  retryKeys: Record<string, RetryKey>
  channelTokens: Record<string, { channelId: string; accountId: string; login: boolean; until: number }>
  userTokens: Record<string, { uid: string; accountId: string; until: number }>
  accounts: Record<string, AccountState>
  webhooks: WebhookEntry[]
  calls: CallEntry[]
  mails: MailEntry[]
  faults: Faults
  held: Waiting[]
  redeliveries: Waiting[]
  /** The key pair that signs ID tokens; kept so that tokens outlive a restart. */
  signing: { kid: string; privateKey: Jwk; publicKey: Jwk } | null
}

export const noFaults = (): Faults => ({
  duplicate: false,
  disorder: false,
  redelivery: false,
  standby: false,
  wrongDestination: false,
  latency: 0,
  next: null,
})

export const emptyState = (epoch: string): State => ({
  epoch,
  revision: 0,
  sequence: 0,
  ahead: 0,
  people: {},
  chats: {},
  messages: {},
  contents: {},
  replyTokens: {},
  retryKeys: {},
  channelTokens: {},
  userTokens: {},
  accounts: {},
  webhooks: [],
  calls: [],
  mails: [],
  faults: noFaults(),
  held: [],
  redeliveries: [],
  signing: null,
})

/** Adds to a capped list; it is cut a quarter late, so that cutting is rare. */
export function keep<T>(list: T[], entry: T, limit: number = KEPT_ENTRIES): void {
  list.push(entry)
  if (list.length > limit * 1.25) list.splice(0, list.length - limit)
}

export const keepMessage = (list: ChatMessage[], message: ChatMessage) => keep(list, message, KEPT_MESSAGES)

export function keepContent(state: State, messageId: string, content: Content): void {
  state.contents[messageId] = content
  const ids = Object.keys(state.contents)
  for (const id of ids.slice(0, Math.max(0, ids.length - KEPT_CONTENTS))) delete state.contents[id]
}

/** Forgets tokens and retry keys that can never count again. Called now and then by whoever adds one. */
export function sweep(state: State, now: number): void {
  if (state.sequence % SWEEP_EVERY !== 0) return
  const twentyMinutes = 20 * 60_000
  for (const [token, { eventAt, validUntil }] of Object.entries(state.replyTokens)) {
    if (validUntil < now && eventAt + twentyMinutes < now) delete state.replyTokens[token]
  }
  for (const kind of ['retryKeys', 'channelTokens', 'userTokens'] as const) {
    for (const [key, { until }] of Object.entries(state[kind])) if (until < now) delete state[kind][key]
  }
}

/** A copy of the state for a file. */
export const snapshotOf = (state: State): State =>
  structuredClone({
    ...state,
    webhooks: state.webhooks.slice(-KEPT_ENTRIES_IN_SNAPSHOT),
    calls: state.calls.slice(-KEPT_ENTRIES_IN_SNAPSHOT),
  })

/**
 * Reads a snapshot back; what a snapshot of an older version lacks gets its default.
 * @throws Error when it is no snapshot at all
 */
export function restoredState(json: unknown, epoch: string): State {
  if (typeof json !== 'object' || json === null || !('people' in json))
    throw new Error('This is no snapshot of the simulator')
  const state = { ...emptyState(epoch), ...structuredClone(json as Partial<State>) }
  return { ...state, epoch, faults: { ...noFaults(), ...state.faults } }
}
