import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deflateSync, crc32 } from 'node:zlib'
import { codecsOf } from '../../bot/uploads/codecs.ts'
import type { Pixels } from '../../bot/uploads/resize.ts'

const moduleOf = (file: string) => new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve(file)))
export const codecs = codecsOf({
  jpegDecoder: moduleOf('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
  jpegEncoder: moduleOf('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
  png: moduleOf('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
})

type Colour = [number, number, number, number]
export const red: Colour = [255, 0, 0, 255]
export const blue: Colour = [0, 0, 255, 255]

/** Red on the left, blue on the right. */
export function halves(width: number, height: number, [left, right]: [Colour, Colour] = [red, blue]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < width * height; at++) data.set(at % width < width / 2 ? left : right, at * 4)
  return { data, width, height }
}

export const colourAt = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
]

export const jpeg = async (width = 120, height = 80) =>
  new Uint8Array(await codecs.encodeJpeg(halves(width, height), 92))
export const png = async (width = 120, height = 80) => new Uint8Array(await codecs.encodePng(halves(width, height)))

const joined = (...parts: (Uint8Array | string)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))))

/** The JPEG as a phone makes it: turned (EXIF orientation 6: its left side is up), with a place (GPS) and a comment. */
export function asPhone(picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const exif = joined('Exif\0\0', Buffer.from(exifTiff))
  const comment = 'GPS 35.6586N 139.7454E 東京タワー'
  return joined(picture.subarray(0, 2), segment(0xe1, exif), segment(0xfe, comment), picture.subarray(2))
}

const segment = (marker: number, content: Uint8Array | string) => {
  const body = joined(content)
  return joined(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body)
}

/** Big-endian TIFF: orientation 6, and a GPS directory with the latitude 35° 39′. */
const exifTiff = [
  ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
  ...[0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0],
  ...[0, 2, 0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68, 0, 0, 0, 0],
  ...[0, 0, 0, 35, 0, 0, 0, 1, 0, 0, 0, 39, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1],
]

/** The JPEG with another size in its frame: what it claims is not what it has. */
export function claiming(picture: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(picture)
  const at = bytes.findIndex((byte, i) => byte === 0xff && [0xc0, 0xc2].includes(bytes[i + 1]!))
  new DataView(bytes.buffer).setUint16(at + 5, height)
  new DataView(bytes.buffer).setUint16(at + 7, width)
  return bytes
}

/** A JPEG with a frame of 30,000 × 30,000 where only a decoder finds it, before the frame that is easy to find. */
export function withHiddenFrame(picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const hidden = claiming(picture, 30_000, 30_000).slice(2)
  const length = hidden.length + 2
  return joined(
    picture.subarray(0, 2),
    Uint8Array.of(0xff, 0x00, length >> 8, length & 255),
    hidden,
    picture.subarray(2),
  )
}

const chunk = (name: string, content: Uint8Array) => {
  const body = joined(name, content)
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return joined(frame.subarray(0, 4), body, frame.subarray(4))
}

/** A PNG of one colour that is small as a file and huge once decoded: 30,000 × 30,000 fit into a megabyte. */
export function pngBomb(side: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  const rows = deflateSync(Buffer.alloc(Math.ceil(side / 8 + 1) * Math.min(side, 2_000)))
  return joined('\x89PNG\r\n\x1a\n', chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', new Uint8Array()))
}

/** The PNG with a text that takes 100 MB once it is inflated. */
export function withTextBomb(picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = joined('Comment\0\0', deflateSync(Buffer.alloc(100_000_000)))
  return joined(picture.subarray(0, 33), chunk('zTXt', text), picture.subarray(33))
}

export const pdf = joined('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
export const html = joined('<!doctype html><script>alert(document.domain)</script>')
export const svg = joined('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')
export const heic = joined('\0\0\0\x18ftypheic\0\0\0\0mif1heic')
/** A picture for one program, a page for another one. */
export const polyglot = (picture: Uint8Array) =>
  joined(picture.subarray(0, 2), segment(0xfe, '<script>alert(1)</script>'), picture.subarray(2), html, pdf)
