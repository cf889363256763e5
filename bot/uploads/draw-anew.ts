import type { ImageCoder, Picture } from '../deps.ts'
import { invalid, MusubiError } from '../errors.ts'
import { contentOf, type Content } from './content.ts'
import { fileBytesMax, sideMax, type UploadRefusal } from './contract.ts'

type Known = Exclude<Content, { contentType: null }>

/**
 * What a file is, by its own bytes.
 * @throws invalid with the reason when it is nothing that we keep; too_large
 */
export function demandKnown(bytes: Uint8Array<ArrayBuffer>): Known {
  if (bytes.byteLength === 0) throw refused('empty')
  if (bytes.byteLength > fileBytesMax) throw new MusubiError('too_large', `A file has at most ${fileBytesMax} bytes`)
  const content = contentOf(bytes)
  if (content.contentType !== null) return content
  throw refused(content.looksLike === 'heic' ? 'heic' : content.looksLike === 'broken' ? 'unreadable' : 'kind')
}

/**
 * The picture with nothing but its pixels.
 * @param picture.longMax its long side afterwards, when it is longer now; left out: as for files that people give
 * @throws invalid with the reason when it has more pixels than can be decoded, or is broken
 */
export async function drawAnew(
  { images }: { images: ImageCoder },
  { width, height, ...picture }: Picture & { width: number; height: number; longMax?: number },
): Promise<Picture & { width: number; height: number }> {
  const { pixelsMax } = images
  if (Math.max(width, height) > sideMax || width * height > pixelsMax) throw refused('pixels', { pixelsMax, sideMax })
  const drawn = await images.redraw(picture)
  if (!drawn) throw refused('unreadable')
  return drawn
}

/** A file that is not taken, and why. */
export const refused = (reason: UploadRefusal, more: Record<string, unknown> = {}) =>
  invalid('This file cannot be taken', { reason, ...more })
