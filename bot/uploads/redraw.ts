import type { Drawing, ImageCoder } from '../deps.ts'
import { essentialChunks } from './png-chunks.ts'
import { shrink, type Pixels } from './resize.ts'

/** The long side of what is kept, unless less is asked for: enough to read a receipt. */
export const longSideMax = 2048
/** 1 to 100: about where people stop seeing a difference. */
const jpegQuality = 82

/** What decodes and encodes; each home loads its WebAssembly in its own way. */
export interface Codecs {
  /** Upright already: the turn that a camera noted is carried out. */
  decodeJpeg(bytes: ArrayBuffer): Promise<Pixels>
  encodeJpeg(pixels: Pixels, quality: number): Promise<ArrayBuffer>
  decodePng(bytes: ArrayBuffer): Promise<Pixels>
  encodePng(pixels: Pixels): Promise<ArrayBuffer>
}

/** See `ImageCoder.redraw`. Only pixels come out of the decoder, so nothing else of the file can come through. */
export async function redrawWith(
  codecs: Codecs,
  { contentType, bytes, longMax = longSideMax }: Drawing,
): ReturnType<ImageCoder['redraw']> {
  try {
    if (contentType === 'image/jpeg') {
      const pixels = shrink(await codecs.decodeJpeg(ownBuffer(bytes)), longMax)
      const made = await codecs.encodeJpeg(pixels, jpegQuality)
      return { contentType, bytes: new Uint8Array(made), width: pixels.width, height: pixels.height }
    }
    const pixels = shrink(await codecs.decodePng(ownBuffer(essentialChunks(bytes))), longMax)
    const made = await codecs.encodePng(pixels)
    return { contentType, bytes: new Uint8Array(made), width: pixels.width, height: pixels.height }
  } catch {
    // What the decoders say about a broken picture helps nobody.
    return null
  }
}

/** The bytes as a buffer that holds nothing else. */
const ownBuffer = (bytes: Uint8Array<ArrayBuffer>): ArrayBuffer =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
