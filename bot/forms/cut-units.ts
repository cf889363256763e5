const graphemes = /* @__PURE__ */ new Intl.Segmenter('ja', { granularity: 'grapheme' })

/**
 * The beginning of a text, of so many UTF-16 units at most, as LINE and databases count. It ends where a character ends as people
 * see one: half a pair is refused by both, and half a family emoji is another one.
 */
export function firstUnits(text: string, max: number): string {
  if (text.length <= max) return text
  const end = graphemes.segment(text).containing(max)?.index ?? max
  // One mark upon another without end is one character as well.
  return end > 0 ? text.slice(0, end) : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}

/** The same where people read it: what was cut is told by an ellipsis. */
export const cutUnits = (text: string, max: number): string =>
  text.length <= max ? text : `${firstUnits(text, max - 1)}…`
