/** The largest file that is taken, before a picture is redrawn. */
export const fileBytesMax = 10 * 1024 * 1024
/** Longer pictures are refused before they are decoded, also when they have few pixels. */
export const sideMax = 12_000

/** What a person gets for a file that was taken. */
export interface UploadView {
  id: string
  fileName: string
  contentType: 'image/jpeg' | 'image/png' | 'application/pdf'
  bytes: number
  /** Of a picture, as it is kept. */
  width: number | null
  height: number | null
}

/**
 * Why a file was not taken (`detail.reason` of a 400):
 * - `empty`; `kind`: neither a JPEG nor a PNG nor, where the question takes them, a PDF, whatever its name says
 * - `heic`: an iPhone's own format, which the phone turns into JPEG when asked to
 * - `pdf_not_here`: the question asks for a photo
 * - `pixels`: more than can be decoded (`detail.pixelsMax`, `detail.sideMax`)
 * - `unreadable`: it is broken
 * - `too_many`: the question has as many files as it can have
 */
export type UploadRefusal = 'empty' | 'kind' | 'heic' | 'pdf_not_here' | 'pixels' | 'unreadable' | 'too_many'
