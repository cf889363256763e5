/** What a file is, by its own bytes: names and headers are what somebody claims. */
export type Content =
  | { contentType: 'image/jpeg' | 'image/png'; width: number; height: number }
  | { contentType: 'application/pdf' }
  | { contentType: null; looksLike: 'heic' | 'broken' | 'other' }

const other: Content = { contentType: null, looksLike: 'other' }
const broken: Content = { contentType: null, looksLike: 'broken' }

/** The kind of a file, and how large a picture is, read from its head: nothing is decoded. */
export function contentOf(bytes: Uint8Array<ArrayBuffer>): Content {
  const head = latin(bytes, 0, 16)
  if (head.startsWith('\xff\xd8\xff')) return sized('image/jpeg', jpegSize(bytes))
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return sized('image/png', pngSize(bytes))
  if (/^%PDF-[12]\.\d/.test(head)) return endsAsPdf(bytes) ? { contentType: 'application/pdf' } : broken
  // ISO/IEC 23008-12: the brands of HEIF files, after the size of their first box.
  if (/^ftyp(heic|heix|hevc|hevx|heim|heis|mif1|msf1)/.test(head.slice(4)))
    return { contentType: null, looksLike: 'heic' }
  return other
}

const sized = (contentType: 'image/jpeg' | 'image/png', size: { width: number; height: number } | null): Content =>
  size && size.width > 0 && size.height > 0 ? { contentType, ...size } : broken

const latin = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/** A file that was cut off on its way has lost its end. */
const endsAsPdf = (bytes: Uint8Array) => latin(bytes, Math.max(0, bytes.length - 1024), bytes.length).includes('%%EOF')

/** PNG (W3C) §11.2.1: the size stands in the first chunk, which is always `IHDR`. */
function pngSize(bytes: Uint8Array<ArrayBuffer>) {
  if (bytes.length < 33 || latin(bytes, 12, 16) !== 'IHDR') return null
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Markers without a length: TEM and the restarts (ITU T.81, table B.1). */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
/** Start of a frame, of whatever kind: C0 to CF without the tables that lie between them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** ITU T.81 §B.2: goes from segment to segment until the frame that says the size. */
function jpegSize(bytes: Uint8Array<ArrayBuffer>) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) at += 1
    else if (isBare(marker)) at += 2
    else if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // The picture itself, or its end, before any frame; and no marker at all: a decoder would look for one inside of what
    // would be skipped here, and find another size.
    else if (marker === 0xda || marker === 0xd9 || marker === 0x00) return null
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}
