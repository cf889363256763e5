import type Libsql from 'libsql'
import type { Chance } from './chance.ts'

export const dayMs = 24 * 60 * 60_000

/** How large a workspace is, and when it was made. */
export interface Plan {
  /** Friends of account `main`. */
  friends: number
  /** Friends of account `other`, where nothing else is. */
  others: number
  /** Members with contacts; nearly all of them are tied to a friend. */
  members: number
  /** Finished submissions of the yearly survey; a tenth as many of the demo's forms come on top. */
  submissions: number
  /** Finished submissions of the short form of satisfaction, which people answer often. */
  short: number
  /** Friends who wrote to the account. */
  talks: number
  /** Milliseconds UTC: everything happened within `days` before it. */
  now: number
  days: number
}

export interface Making {
  db: Libsql.Database
  chance: Chance
  plan: Plan
  /** The member of staff who did everything. */
  staffId: string
  /** A time-ordered id, as the server makes them. */
  id(at: number): string
}

/** Ids in the form of UUIDv7: the time, and the seed's digits. */
export const idsBy = (chance: Chance) => (at: number) => {
  const time = at.toString(16).padStart(12, '0')
  const rest = chance.hex(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(4)}`
}

/** A friend as later steps need it. */
export interface MadeFriend {
  seq: number
  id: string
  uid: string
  followedAt: number
}
