/** 〓, which stands for a character that cannot be set. */
export const lostMark = '〓'

/** Shapes that look the same and that Windows has under the other code. */
const alike: Record<string, string> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¥': '\\',
  '‾': '~',
}

let table: Map<string, number> | undefined

/**
 * Windows-31J as the web's encoders write it: every two-byte code, the lowest one where a character has several, without
 * NEC's copies of IBM's characters (rows 89 to 92) and without the private area.
 */
function codes(): Map<string, number> {
  if (table) return table
  const decoder = new TextDecoder('shift_jis')
  table = new Map()
  const add = (bytes: number[], code: number) => {
    const char = decoder.decode(Uint8Array.from(bytes))
    if ([...char].length === 1 && !/[\uFFFD\uE000-\uF8FF]/.test(char) && !table!.has(char)) table!.set(char, code)
  }
  for (let byte = 0xa1; byte <= 0xdf; byte++) add([byte], byte)
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if ((lead > 0x9f && lead < 0xe0) || lead === 0xed || lead === 0xee) continue
    for (let trail = 0x40; trail <= 0xfc; trail++) if (trail !== 0x7f) add([lead, trail], (lead << 8) | trail)
  }
  return table
}

/** Text as Windows' Shift_JIS. What it does not have becomes 〓, and is told to `lose`. */
export function encodeCp932(text: string, lose: (char: string) => void): Uint8Array<ArrayBuffer> {
  const known = codes()
  const bytes = new Uint8Array(text.length * 2)
  let at = 0
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0
    const shape = alike[char] ?? char
    const code = point < 0x80 ? point : shape.length === 1 && shape < '\x80' ? shape.charCodeAt(0) : known.get(shape)
    // Parts of a character that is lost already tell nothing by themselves.
    if (code === undefined && /[\uFE00-\uFE0F\u200D]/.test(char)) continue
    if (code === undefined) lose(char)
    const written = code ?? known.get(lostMark) ?? 0x3f
    if (written > 0xff) bytes[at++] = written >> 8
    bytes[at++] = written & 0xff
  }
  return bytes.slice(0, at)
}
