import { todayInJapan } from '../../../bot/forms/today.ts'
import { sampleOffers } from '../../../bot/slots/sample-offers.ts'
import type { Api } from '../api.ts'
import type { KeptFile } from '../forms/file-door.ts'
import type { FilePost } from '../forms/files.ts'

/** Stands in for a picture that was given and kept nowhere. */
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#eef1f8"/><path d="M12 72l24-30 16 18 12-14 20 26z" fill="#243b6b"/><circle cx="66" cy="30" r="8" fill="#b83a2b"/></svg>'
let given = 0

/** What the server would answer to a file, and to asking for one: here one object is both. */
function answer(): KeptFile & Blob {
  const id = `00000000-0000-7000-8000-${String(++given).padStart(12, '0')}`
  const picture = new Blob([drawing], { type: 'image/svg+xml' })
  return Object.assign(picture, { id, fileName: 'sample.jpg', contentType: picture.type, bytes: picture.size })
}

/**
 * Where photos, files and signatures go that somebody tries: nowhere. Each is answered as the server would, so that a form
 * that asks for one can be played through to its end; places to choose are samples.
 */
export const samplePost: FilePost = {
  submission: async () => 'preview',
  takesFiles: true,
  api: {
    authorised: async () => answer(),
    call: async () => ({ offers: sampleOffers(todayInJapan(Date.now())) }),
  } as Partial<Record<keyof Api, unknown>> as Api,
}
