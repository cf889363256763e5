import { dashes, unseen } from './comparable.ts'

/** Never typed by a person; a NUL would end the text where it is read again. Line breaks and tabs stay; halves of pairs go. */
const control = /(?![\n\r\t])[\p{Cc}\p{Cs}]/gu
/** Joiners belong into emoji, fillers into Hangul and Braille; a text of nothing else is empty. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{M}\s\u115F\u1160\u2800\u3164\uFFA0]/gu
/**
 * Everything but the compatibility ideographs: composing would replace U+FA19 (the 神 of many family registers) by U+795E, and
 * so change how a person writes their own name.
 */
const composable = /[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu

/** A text as given, but for the spaces around it, control characters, and one form of each composed character. */
export const asGiven = (text: string): string =>
  text
    .replace(control, '')
    .replace(composable, (part) => part.normalize('NFC'))
    .trim()

/** The same on one line: what a box of one line holds. */
export const onOneLine = (text: string): string => asGiven(text).replace(/[\s\u3000]+/gu, ' ')

/** Whether nobody could see anything in it. */
export const isBlank = (text: string): boolean => text.replace(invisible, '') === ''

/** What a code is compared by: half width, one kind of hyphen, nothing unseen. */
export const narrow = (text: string): string => text.replace(dashes, '-').normalize('NFKC').replace(unseen, '')

/** The text of a value that may be typed or stored: the string itself, or the part as it was given. */
export function typedIn(value: unknown, part = 'given'): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? textAt(value, part) : undefined
}

/** One part of a value; undefined when it is no text. */
export function textAt(value: object, part: string): string | undefined {
  const found = Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : undefined
  return typeof found === 'string' ? found : undefined
}
