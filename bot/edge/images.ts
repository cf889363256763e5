import jpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'
import jpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'
// @ts-expect-error -- The package types what the module exports once it runs; here it is the module itself.
import png from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'
import type { ImageCoder } from '../deps.ts'
import { codecsOf } from '../uploads/codecs.ts'
import { redrawWith } from '../uploads/redraw.ts'

/** An isolate has 128 MB: the pixels stand in it twice, beside everything else. */
const pixelsMax = 8_000_000

/** Redraws pictures in the isolate itself. */
export function imagesAtEdge(): ImageCoder {
  const codecs = codecsOf({ jpegDecoder, jpegEncoder, png })
  return { pixelsMax, redraw: (picture) => redrawWith(codecs, picture) }
}
