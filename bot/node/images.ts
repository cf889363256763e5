import { Worker } from 'node:worker_threads'
import type { Drawing, ImageCoder } from '../deps.ts'
import { MusubiError } from '../errors.ts'

/** 40 megapixels take up to 500 MB while they are redrawn (measured), so one picture at a time. */
const pixelsMax = 40_000_000
const waitingMax = 16
/** A picture that takes longer is not a photo: a made-up one can keep a decoder busy for hours. */
const timeoutMs = 45_000

type Drawn = Awaited<ReturnType<ImageCoder['redraw']>>

/** Redraws pictures on a thread, one after the other, so that the webhook keeps its pace meanwhile. */
export function imagesOnThread(): ImageCoder {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    pixelsMax,
    async redraw(picture) {
      if (waiting >= waitingMax) throw new MusubiError('unavailable', 'Too many pictures at the same moment')
      waiting++
      const drawn = last.then(() => redrawOnce(picture))
      last = drawn.catch(() => null).finally(() => waiting--)
      return drawn
    },
  }
}

function redrawOnce(picture: Drawing): Promise<Drawn> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./image-thread.${extension}`, import.meta.url), { workerData: picture })
  worker.unref()
  return new Promise<Drawn>((resolve) => {
    const timer = setTimeout(() => resolve(null), timeoutMs)
    worker.once('message', resolve)
    // A decoder that ran out of memory took its thread with it, and nothing else.
    worker.once('error', () => resolve(null))
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(null)
    })
  }).finally(() => void worker.terminate())
}
