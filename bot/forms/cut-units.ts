/** The beginning of a text, of so many UTF-16 units at most and never with half a character: databases and LINE refuse those. */
export const firstUnits = (text: string, max: number): string =>
  text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')

/** The same where people read it: what was cut is told by an ellipsis. */
export const cutUnits = (text: string, max: number): string =>
  text.length <= max ? text : `${firstUnits(text, max - 1)}…`
