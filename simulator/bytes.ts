/** Texts made of bytes and back, with what browsers, Node and Workers have in common. */

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function base64Of(bytes: Uint8Array): string {
  let text = ''
  // In slices, because a call cannot take as many arguments as a photo has bytes.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

export const base64UrlOf = (bytes: Uint8Array): string =>
  base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export const bytesOfBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  bytesOf(text.replaceAll('-', '+').replaceAll('_', '/'))

/** Reads `data:image/png;base64,…` and `data:image/svg+xml,…`. */
export function contentOfDataUrl(url: string): { type: string; base64: string } {
  const [, type, base64, data] = /^data:([^;,]+)(?:;[^;,]+)*?(;base64)?,(.*)$/s.exec(url) ?? []
  if (type === undefined || data === undefined) throw new Error('This is no data URL')
  return { type, base64: base64 ? data : base64Of(utf8(decodeURIComponent(data))) }
}

/** What an image is, by its first bytes; null for what LINE does not take. */
export function imageTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'image/png'
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'image/jpeg' : null
}

/** Width and height of a PNG or JPEG; null when they cannot be read. */
export function imageSizeOf(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (imageTypeOf(bytes) === 'image/png')
    return bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) }
  // A JPEG is a row of segments; the one that begins the frame (C0 to CF but for three) has the size.
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return null
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: 48 bits of time and 80 random ones. */
export function ulidOf(time: number, random: Uint8Array): string {
  let value = BigInt(time)
  for (const byte of random.subarray(0, 10)) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let digit = 0; digit < 26; digit++) {
    text = CROCKFORD[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}
