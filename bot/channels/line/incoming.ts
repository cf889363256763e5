import { firstUnits } from '../../forms/cut-units.ts'
import type { LineEvent } from './events.ts'

/** A message of a person in our words. */
export interface Incoming {
  kind: 'text' | 'image' | 'video' | 'audio' | 'file' | 'sticker' | 'location' | 'other'
  text: string | null
  /** What is known of what is no text. */
  detail: Record<string, string | number> | null
  /** Where its bytes are: LINE keeps them for a while, somebody else does, or it has none. */
  bytes: 'line' | 'elsewhere' | null
}

type LineMessage = NonNullable<LineEvent['message']>

const withBytes = ['image', 'video', 'audio', 'file']
const kinds = ['text', ...withBytes, 'sticker', 'location']
/** Fields of LINE's message objects that say something to staff. Source: `webhook.yml`. */
const told: Partial<Record<string, string[]>> = {
  video: ['duration'],
  audio: ['duration'],
  file: ['fileName', 'fileSize'],
  sticker: ['packageId', 'stickerId', 'text'],
  location: ['title', 'address', 'latitude', 'longitude'],
}
const detailLengthMax = 500

/** Reads a message leniently: kinds that LINE adds one day are kept as `other`. */
export function incomingOf(message: LineMessage): Incoming {
  const { type = 'other' } = message
  const kind = (kinds.includes(type) ? type : 'other') as Incoming['kind']
  return {
    kind,
    text: kind === 'text' && typeof message.text === 'string' ? message.text : null,
    detail: detailOf(message, kind === 'other' ? [] : (told[kind] ?? []), type),
    bytes: withBytes.includes(kind) ? (message.contentProvider?.type === 'external' ? 'elsewhere' : 'line') : null,
  }
}

function detailOf(message: LineMessage, names: string[], type: string): Incoming['detail'] {
  const found = names.flatMap((name): [string, string | number][] => {
    const value = (message as Record<string, unknown>)[name]
    if (typeof value === 'number' && Number.isFinite(value)) return [[name, value]]
    return typeof value === 'string' && value !== '' ? [[name, firstUnits(value, detailLengthMax)]] : []
  })
  // The first word that LINE gives for what a sticker shows, for a name that staff can read.
  const [keyword] = Array.isArray(message.keywords) ? (message.keywords as unknown[]) : []
  if (names.includes('stickerId') && typeof keyword === 'string') found.push(['keyword', firstUnits(keyword, 50)])
  if (!kinds.includes(type)) found.push(['type', firstUnits(type, 50)])
  return found.length > 0 ? Object.fromEntries(found) : null
}
