import type { SQLInputValue } from 'node:sqlite'

/** A value as Hrana writes it in JSON: integers as text, because JSON's numbers end at 2^53. */
export type WireValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

export interface WireError {
  message: string
  code: string
}

export function fromWire(value: WireValue): SQLInputValue {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return BigInt(value.value)
    case 'blob':
      return Buffer.from(value.base64, 'base64')
    default:
      return value.value
  }
}

export function toWire(value: unknown): WireValue {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  // libSQL leaves the padding out, and its clients must read it so.
  return {
    type: 'blob',
    base64: Buffer.from(value as Uint8Array)
      .toString('base64')
      .replace(/=+$/, ''),
  }
}

const busy = 5
const locked = 6

/** SQLite's primary result codes by the names that libSQL's server gives them. */
const names: Record<number, string> = {
  [busy]: 'SQLITE_BUSY',
  [locked]: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
}

/** SQLite's extended code keeps the primary one in its lowest byte. */
const primaryCode = (error: unknown): number | undefined => {
  const code = (error as { errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}

export function toWireError(error: unknown): WireError {
  const code = primaryCode(error)
  return {
    message: error instanceof Error ? error.message : String(error),
    code: code === undefined ? 'HRANA_ERROR' : (names[code] ?? 'SQLITE_ERROR'),
  }
}

export const isBusy = (error: unknown): boolean => [busy, locked].includes(primaryCode(error) ?? 0)
