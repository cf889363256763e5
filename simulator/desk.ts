import { base64Of, hexOf, ulidOf } from './bytes.ts'
import type { Chat, Person } from './shapes.ts'
import type { AccountState, State } from './state.ts'

/** An official account with its channels, as LINE's two consoles would know it. */
export interface Channel {
  accountId: string
  name: string
  /** With the `@`. */
  basicId: string
  channelId: string
  channelSecret: string
  loginChannelId: string | null
  loginChannelSecret: string | null
  liffId: string | null
  liffEndpointUrl: string | null
  webhookUrl: string
  /** `U` and 32 hex digits. */
  botUserId: string
  /** Pushed messages included each month; no limit when not given. */
  quota?: number
}

/** How a webhook leaves: fits `app.request` and `fetch`. */
export interface WebhookRequest {
  method: 'POST'
  headers: Record<string, string>
  body: string
}

export interface SimulatorOptions {
  /** Where people reach the server, such as `http://localhost:3000`; pictures are addressed there. */
  publicUrl?: string
  /** Milliseconds UTC. */
  clock: () => number
  random: (length: number) => Uint8Array
  /** Unique texts; they become `x-line-request-id`. */
  ids: () => string
  deliver: (url: string, request: WebhookRequest) => Response | Promise<Response>
  channels: Channel[]
}

/** What every part of the simulator works on. */
export interface Desk {
  state: State
  readonly channels: Channel[]
  readonly publicUrl: string
  readonly deliver: SimulatorOptions['deliver']
  readonly ids: () => string
  /** Milliseconds UTC by the desk's clock, which may be ahead. */
  now(): number
  /** A new revision, for what has just changed. */
  touch(): number
  hex(bytes: number): string
  token(bytes: number): string
  ulid(): string
  /** 18 digits, as LINE's message IDs. */
  messageId(): string
}

export const UID = /^U[0-9a-f]{32}$/

export function channelOf(desk: Desk, accountId: string): Channel {
  const channel = desk.channels.find((one) => one.accountId === accountId)
  if (!channel) throw new Error(`The simulator has no account ${accountId}`)
  return channel
}

export function personOf(desk: Desk, uid: string): Person {
  const person = desk.state.people[uid]
  if (!person) throw new Error(`The simulator has no person ${uid}`)
  return person
}

export const accountOf = (desk: Desk, accountId: string): AccountState =>
  (desk.state.accounts[accountId] ??= {
    endpoint: null,
    menus: {},
    defaultMenuId: null,
    quota: desk.channels.find((channel) => channel.accountId === accountId)?.quota ?? null,
    consumption: {},
  })

const keyOf = (accountId: string, uid: string) => `${accountId}/${uid}`

export const chatOf = (desk: Desk, accountId: string, uid: string): Chat =>
  (desk.state.chats[keyOf(accountId, uid)] ??= {
    accountId,
    uid,
    friendship: 'none',
    knew: false,
    wroteAt: null,
    quickReply: [],
    loadingUntil: 0,
    linkedMenuId: null,
  })

export const messagesOf = (desk: Desk, accountId: string, uid: string) =>
  (desk.state.messages[keyOf(accountId, uid)] ??= [])

/** The tools of a desk over its options; `state` is put in by `createSimulator` and replaced by `restore`. */
export function createDesk(options: SimulatorOptions, state: State): Desk {
  const desk: Desk = {
    state,
    channels: [...options.channels],
    publicUrl: (options.publicUrl ?? 'http://localhost:3000').replace(/\/+$/, ''),
    deliver: options.deliver,
    ids: options.ids,
    now: () => options.clock() + desk.state.ahead,
    touch: () => ++desk.state.revision,
    hex: (bytes) => hexOf(options.random(bytes)),
    token: (bytes) => base64Of(options.random(bytes)).replaceAll(/[+/=]/g, ''),
    ulid: () => ulidOf(desk.now(), options.random(10)),
    messageId: () => `${desk.now()}${String(++desk.state.sequence % 100_000).padStart(5, '0')}`,
  }
  return desk
}
