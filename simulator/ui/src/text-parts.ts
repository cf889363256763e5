export interface TextPart {
  text: string
  link: string | null
}

const ADDRESS = /https?:\/\/[^\s<>"'」』)。、]+/g

/** Cuts a text into links and what is between them, so that links can be shown without any HTML. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), link: null })
    parts.push({ text: match[0], link: match[0] })
    at = match.index + match[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at), link: null })
  return parts
}
