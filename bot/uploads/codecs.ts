import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js'
import encodePng, { init as initPngEncoder } from '@jsquash/png/encode.js'
import type { Codecs } from './redraw.ts'
import type { Pixels } from './resize.ts'

export interface Modules {
  jpegDecoder: WebAssembly.Module
  jpegEncoder: WebAssembly.Module
  png: WebAssembly.Module
}

/** The codecs over compiled modules: nothing is fetched, wherever this runs. */
export function codecsOf({ jpegDecoder, jpegEncoder, png }: Modules): Codecs {
  return {
    async decodeJpeg(bytes) {
      await initJpegDecoder(jpegDecoder)
      return decodeJpeg(bytes, { preserveOrientation: true })
    },
    async encodeJpeg(pixels, quality) {
      await initJpegEncoder(jpegEncoder)
      return encodeJpeg(imageData(pixels), { quality })
    },
    async decodePng(bytes) {
      await initPngDecoder(png)
      return decodePng(bytes)
    },
    async encodePng(pixels) {
      await initPngEncoder(png)
      return encodePng(imageData(pixels))
    },
  }
}

/** What the encoders read of an `ImageData`, which servers have none of. */
const imageData = ({ data, width, height }: Pixels) =>
  ({
    data: new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength),
    width,
    height,
  }) as Parameters<typeof encodeJpeg>[0]
