import type { PictureView } from '../../../bot/forms/pictures/contract.ts'
import { picturesMax } from '../../../bot/forms/pictures/contract.ts'
import { fileBytesMax, type UploadRefusal } from '../../../bot/uploads/contract.ts'
import { answerOf, ApiError, ofAccount } from '../api.ts'
import type { Texts } from '../language.ts'
import { errorWords } from '../ui/error-words.ts'

const tooLarge: Texts = { ja: '10MBまでの画像を選んでください', en: 'Please choose a picture of up to 10 MB' }
const words: Partial<Record<UploadRefusal | 'no_files', Texts>> = {
  empty: { ja: 'ファイルが空です', en: 'The file is empty' },
  kind: { ja: 'PNGかJPEGの画像を選んでください', en: 'Please choose a PNG or JPEG' },
  heic: {
    ja: 'HEICは使えません。JPEGに変換してから選んでください',
    en: 'HEIC cannot be used: please convert it to JPEG first',
  },
  pixels: {
    ja: '画像の縦横が大きすぎます。縮小してから選んでください',
    en: 'It has too many pixels: please shrink it',
  },
  unreadable: { ja: '画像を読めません。ファイルが壊れています', en: 'It cannot be read: the file is broken' },
  too_many: {
    ja: `画像は1つのフォームに${picturesMax}枚までです`,
    en: `A form has at most ${picturesMax} pictures`,
  },
  no_files: { ja: 'このサーバーには画像を置く場所がありません', en: 'This server has no place for pictures' },
}

/** @throws ApiError with the reason when it is not taken */
export async function putPicture(given: { accountId: string; formKey: string; file: File }): Promise<PictureView> {
  const { accountId, formKey, file } = given
  const address = `${ofAccount(accountId)}/forms/${encodeURIComponent(formKey)}/pictures`
  if (file.size > fileBytesMax) throw new ApiError('too_large', {})
  // What it really is, the server sees by its bytes; a browser names SVG and HEIC as they are, which no route takes.
  const type = file.type === 'image/png' ? file.type : 'image/jpeg'
  return answerOf<PictureView>(fetch(address, { method: 'POST', headers: { 'content-type': type }, body: file }))
}

/** Why a picture was not taken, and what to do about it. */
export function pictureRefusal(error: unknown): Texts {
  if (!(error instanceof ApiError)) return errorWords(error).title
  if (error.code === 'too_large') return tooLarge
  return words[error.detail['reason'] as UploadRefusal] ?? errorWords(error).title
}
