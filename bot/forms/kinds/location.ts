import type { AnswerParts, QuestionOf } from '../contract.ts'
import { boxWords } from './box-words.ts'
import type { Kinds } from './kind.ts'
import { isBlank, onOneLine, textAt } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

const placeLengthMax = 300
/** Six digits after the point are a hand's breadth. */
const digits = 6

/** @param value `latitude` and `longitude`, `place` in words, or both; what was typed is a place */
export function checkLocation(_: QuestionOf<'location'>, value: unknown): Checked {
  const given = typeof value === 'string' ? { place: value } : value
  if (typeof given !== 'object' || given === null) return bad({ code: 'no_place' })
  const [latitude, longitude] = [degrees(given, 'latitude', 90), degrees(given, 'longitude', 180)]
  // One without the other is no place on earth.
  if (latitude === undefined || longitude === undefined || (latitude === null) !== (longitude === null))
    return bad({ code: 'no_such_place' })
  const parts: AnswerParts = latitude === null || longitude === null ? {} : { latitude, longitude }
  const place = onOneLine(textAt(given, 'place') ?? '')
  if (place.length > placeLengthMax) return bad({ code: 'box_too_long', box: 'place', limit: placeLengthMax })
  if (!isBlank(place)) parts['place'] = place
  return Object.keys(parts).length > 0 ? good(parts) : bad({ code: 'no_place' })
}

/** Degrees as text; null when they are left out, undefined when they are none. */
function degrees(given: object, part: 'latitude' | 'longitude', most: number): string | null | undefined {
  const text = textAt(given, part)
  if (text === undefined || text === '') return Object.hasOwn(given, part) && text === undefined ? undefined : null
  const number = /^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(number) <= most ? String(Number(number.toFixed(digits))) : undefined
}

export const locationKind = {
  judges: {
    location: { empty: () => bad({ code: 'no_place' }), check: checkLocation },
  },
  words: {
    ...boxWords,
    no_place: () => ({
      ja: '現在地を使うか、場所を入力してください',
      en: 'Please use your position, or enter a place',
    }),
    no_such_place: () => ({
      ja: '位置を読み取れませんでした。場所を言葉で入力してください',
      en: 'The position could not be read. Please enter the place in words',
    }),
  },
} satisfies Kinds
