import type { AnswerParts } from '../contract.ts'

/** A location on one line: its place in words, and where that is. */
export function locationLine({ place, latitude, longitude }: AnswerParts): string {
  if (latitude === undefined || longitude === undefined) return place ?? ''
  return place === undefined ? `${latitude}, ${longitude}` : `${place}（${latitude}, ${longitude}）`
}
