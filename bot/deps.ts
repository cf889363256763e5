import type { Logger } from '@logtape/logtape'
import type { Database } from '../db/database.ts'
import type { AccountCache } from './accounts/load.ts'
import type { PostcodeFile } from './addresses/contract.ts'
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
  /** How other systems' addresses are called, which staff wrote down: never into our own network. */
  callOut: (call: OutgoingCall) => Promise<OutgoingAnswer>
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
  /** How mail leaves; null while there is no way, and whatever needs mail says so. */
  mail: Mailer | null
  /** Where the bytes of uploads are; null while there is no place for them, and no file is taken. */
  files: FileStore | null
  images: ImageCoder
  /** Where a postcode is: the same files that the mini-app asks. */
  postcodes: PostcodeFile
  /** What the machine under it can tell; null where there is none to ask. */
  host: Host | null
  /** Says that jobs or mails are due, so that they run now instead of with the next round. */
  kick: () => void
}

/** A POST to somebody else's server. */
export interface OutgoingCall {
  url: string
  headers: Record<string, string>
  body: string
  /** The answer has to be there by then. */
  timeoutMs: number
  /** Whether the machine itself may be called: a developer's own, never an installation that people use. */
  loopback: boolean
}

/** The status is all that is kept of an answer. Never a throw: what went wrong is an answer too. */
export type OutgoingAnswer =
  | { kind: 'answered'; status: number }
  | { kind: 'failed'; reason: 'timeout' | 'refused_address' | 'unreachable' | 'tls' }

/** A mail as it is to arrive. The text is plain; nobody's words are ever taken for markup. */
export interface Mail {
  /** Ours; the same on every attempt, so that a mail that came twice is known for one. */
  id: string
  to: string
  subject: string
  text: string
}

/** What became of one attempt; `reason` is a code that the dashboard words. */
export type MailOutcome = { kind: 'accepted' } | { kind: 'failed'; reason: string } | { kind: 'again'; reason: string }

export interface Mailer {
  /** Never throws: what went wrong is an outcome. */
  send(mail: Mail): Promise<MailOutcome>
}

/** Bytes under the id of their upload, and under nothing that anybody else chose. */
export interface FileStore {
  write(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Null when there are none. */
  read(id: string): Promise<Uint8Array<ArrayBuffer> | null>
  remove(ids: string[]): Promise<void>
}

/** An installation as its operator sees it. */
export interface HostState {
  disk: { freeBytes: number; totalBytes: number }
  databaseBytes: number
  /** Null until they were counted. */
  filesBytes: number | null
  /** The newest backup that `npm run backup` made; `at` in milliseconds UTC. */
  backup: { at: number; bytes: number } | null
}

export interface Host {
  look(): Promise<HostState>
  /** UIDs of everybody whom the simulator has made up; LINE knows none of them. */
  simulatedUids(): Promise<string[]>
}

export interface Picture {
  contentType: 'image/jpeg' | 'image/png'
  bytes: Uint8Array<ArrayBuffer>
}

/** A picture to be drawn anew; `longMax`: its long side at most, 2,048 px when left out. */
export type Drawing = Picture & { longMax?: number }

export interface ImageCoder {
  /** Pictures of more pixels are refused before they are decoded, because there is no memory for them. */
  pixelsMax: number
  /**
   * The picture drawn anew: upright, at most so long, and without anything that was in the file beside it, such as
   * the place where it was taken. Null when it cannot be decoded.
   */
  redraw(picture: Drawing): Promise<(Picture & { width: number; height: number }) | null>
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
  /** Instead of `text`, for what may be too large to be read at once. */
  body: AsyncIterable<Uint8Array> | null
}

/** Encrypts texts under MUSUBI_SECRET (`seal.ts`). */
export interface Sealer {
  seal(text: string): Promise<string>
  open(sealed: string): Promise<string>
}
