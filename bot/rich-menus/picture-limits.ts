import { contentOf } from '../uploads/content.ts'
import type { MenuDefinition } from './edit-contract.ts'

/** LINE's limits for the picture of a menu. */
export const pictureBytesMax = 1024 * 1024
const widthLeast = 800
const widthMax = 2500
const heightLeast = 250
const ratioLeast = 1.45

export interface Size {
  width: number
  height: number
}

/** Why LINE would not take a picture. */
export type PictureRefusal = 'kind' | 'broken' | 'bytes' | 'size' | 'ratio'

/** What a picture is by its own bytes, against LINE's limits. */
export function measurePicture(bytes: Uint8Array<ArrayBuffer>): { size: Size } | { refusal: PictureRefusal } {
  const content = contentOf(bytes)
  if (content.contentType !== 'image/png' && content.contentType !== 'image/jpeg')
    return { refusal: content.contentType === null && content.looksLike === 'broken' ? 'broken' : 'kind' }
  if (bytes.byteLength > pictureBytesMax) return { refusal: 'bytes' }
  const { width, height } = content
  if (width < widthLeast || width > widthMax || height < heightLeast) return { refusal: 'size' }
  return width / height < ratioLeast ? { refusal: 'ratio' } : { size: { width, height } }
}

/** The same areas over a picture of another size. Edges are rounded, not widths, so that neighbours stay neighbours. */
export function fitTo(definition: MenuDefinition, size: Size): MenuDefinition {
  const across = (at: number) => Math.round((at * size.width) / definition.size.width)
  const down = (at: number) => Math.round((at * size.height) / definition.size.height)
  const areas = definition.areas.map((area) => {
    const { x, y, width, height } = area.bounds
    const [left, top] = [across(x), down(y)]
    return { ...area, bounds: { x: left, y: top, width: across(x + width) - left, height: down(y + height) - top } }
  })
  return { ...definition, size, areas }
}
