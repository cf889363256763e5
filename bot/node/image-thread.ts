import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Drawing } from '../deps.ts'
import { codecsOf } from '../uploads/codecs.ts'
import { redrawWith } from '../uploads/redraw.ts'

// One picture, then the thread ends: what WebAssembly has taken of the memory is given back only so.
const moduleOf = (file: string) => new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve(file)))
const codecs = codecsOf({
  jpegDecoder: moduleOf('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
  jpegEncoder: moduleOf('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
  png: moduleOf('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'),
})
parentPort?.postMessage(await redrawWith(codecs, workerData as Drawing))
