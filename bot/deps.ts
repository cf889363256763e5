import type { Logger } from '@logtape/logtape'
import type { Database } from '../db/database.ts'
import type { AccountCache } from './accounts/load.ts'
import type { TokenCache } from './channels/line/token.ts'
import type { Refusals } from './health/refusals.ts'
import type { Settings } from './settings.ts'

/**
 * Everything that a verb needs from outside, handed in by the home (`node.ts`, `worker.ts`) or by a test,
 * which freezes the clock and seeds ids and randomness.
 */
export interface Deps {
  settings: Settings
  db: Database
  /** How LINE is called. The simulator's own `fetch` in tests. */
  fetch: (url: string, init: LineRequest) => Promise<LineAnswer>
  /** Milliseconds UTC. */
  clock: () => number
  /** Time-ordered text ids. */
  ids: () => string
  /** That many unpredictable bytes. */
  random: (length: number) => Uint8Array<ArrayBuffer>
  seal: Sealer
  /** Whether `signature` (base64) is HMAC-SHA256 of the body under the secret, compared in constant time. */
  verifySignature: (secret: string, body: Uint8Array<ArrayBuffer>, signature: string) => Promise<boolean>
  /** Channel tokens and accounts, kept for a while by this process. */
  lineTokens: TokenCache
  accountCache: AccountCache
  refusals: Refusals
  log: Logger
  /** Lets work go on after the answer was given: the process itself on Node, `waitUntil` on Workers. */
  background: (work: Promise<unknown>) => void
}

export interface LineRequest {
  method: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  /** After so long without a whole answer it is given up, and rejects. */
  timeoutMs: number
}

/** As much of `Response` as is used, so that a pooled HTTP client can stand in for it. */
export interface LineAnswer {
  status: number
  headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** Encrypts texts under MUSUBI_SECRET (`seal.ts`). */
export interface Sealer {
  seal(text: string): Promise<string>
  open(sealed: string): Promise<string>
}
