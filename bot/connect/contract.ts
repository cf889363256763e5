import type { LiffApp, LiffSettings } from '../channels/line/liff-apps.ts'
import type { WebhookEndpoint } from '../channels/line/webhook-endpoint.ts'
import type { Deps } from '../deps.ts'
import type { Texts } from '../forms/contract.ts'
import type { OwnMenu } from '../rich-menus/name.ts'
import type { RichMenu } from '../rich-menus/contract.ts'

/** What connecting works with: LINE and our own server by one way out, and what it keeps between two runs. */
export type Ground = Pick<Deps, 'settings' | 'fetch' | 'clock' | 'lineTokens'> & {
  account: {
    id: string
    channelId: string | null
    channelSecret: string | null
    loginChannelId: string | null
    loginChannelSecret: string | null
  }
  /** Where the settings are written, and where what is said here is read. */
  place: 'env' | 'dashboard'
  /** Whether the account takes webhooks already; one that is not made yet cannot be tested from outside. */
  serves: boolean
  /** The menus for a LIFF ID. */
  menusFor: (liffId: string) => RichMenu[]
  journal: JournalStore
  /** Writes LIFF_ID where the server reads it; null takes it away. Null instead: it is only printed. */
  writeLiffId: ((liffId: string | null) => void) | null
}

/** One thing that was looked at. */
export interface Finding {
  /** `ok`; `look`: LINE tells no program, a person has to look; `warn`: it goes on, but not well; `stop`: it cannot go on. */
  state: 'ok' | 'look' | 'warn' | 'stop'
  text: Texts
  /** What to do about it. */
  todo?: Texts
}

/** Everything that the plan is made of. */
export interface Situation {
  findings: Finding[]
  bot: { name: string; basicId: string | null } | null
  endpoint: WebhookEndpoint | null
  liffApps: LiffApp[] | null
  menus: OwnMenu[] | null
  /** The default menu of the API; null when there is none, or one of LINE's own manager. */
  defaultMenu: string | null
  /** Whether the pages that the menus lead to are there. */
  pages: boolean
  /** The LIFF ID that the running server knows. */
  servedLiffId: string | null
}

/** One step, in the order in which it is done. */
export type Step =
  | { kind: 'liff_make'; app: LiffSettings }
  | { kind: 'liff_change'; liffId: string; before: Partial<LiffSettings>; change: Partial<LiffSettings> }
  | { kind: 'liff_keep'; liffId: string }
  | { kind: 'env_write' }
  | { kind: 'webhook_set'; before: string | null; endpoint: string }
  | { kind: 'webhook_keep'; endpoint: string }
  | { kind: 'menus'; defaultBefore: string | null }
  | { kind: 'menus_skip' }

/**
 * What was made, so that it can be taken back: written before each step with what stood there, and after it with what
 * came of it. A run that broke off leaves it for the next one.
 */
export interface Journal {
  liff?:
    /** `known`: the apps that were there before, so that one whose making broke off is told from them. */
    | { made: true; liffId: string | null; known: string[] }
    /** Of `set` only what still stands so is put back to `before`. */
    | { made: false; liffId: string; before: Partial<LiffSettings>; set: Partial<LiffSettings> }
  env?: { before: string | null; set: string }
  webhook?: { before: string | null; set: string }
  menus?: { defaultBefore: string | null }
}

export interface JournalStore {
  read: () => Journal | null
  /** Null: there is nothing to take back any more. */
  write: (journal: Journal | null) => void
}

export interface Outcome {
  done: Texts[]
  /** What was left to do by hand. */
  todo: Texts[]
  problem: Texts | null
  liffId: string | null
}
