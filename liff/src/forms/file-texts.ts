import type { Texts } from '../../../bot/forms/contract.ts'
import type { UploadRefusal } from '../../../bot/uploads/contract.ts'

/** What the field for photos and files says. */
export const fileTexts = {
  photoChoose: { ja: '写真を撮る・選ぶ', en: 'Take or choose a photo' },
  fileChoose: { ja: '写真・PDFを選ぶ', en: 'Choose a photo or PDF' },
  photoNote: {
    ja: '写真は小さくし、撮影場所の情報を消してから送ります',
    en: 'Photos are made smaller, and where they were taken is removed before they are sent',
  },
  fileSending: { ja: '送信中', en: 'Sending' },
  fileFailed: { ja: '送れませんでした', en: 'Not sent' },
  fileLost: {
    ja: '送れませんでした。つながると、もう一度送ります',
    en: 'Not sent. It will be sent when you are back online',
  },
  fileKept: { ja: '受け取りました', en: 'Received' },
  fileGiven: { ja: '送信したファイル', en: 'Your file' },
  fileRetry: { ja: 'もう一度送る', en: 'Try again' },
  fileRemove: { ja: '削除', en: 'Remove' },
} satisfies Record<string, Texts>

/** Why a file was not taken, and what to do: the server's reasons, and those of its limits. */
export type FileRefusal = UploadRefusal | 'too_large' | 'too_often' | 'no_files'

export const refusalTexts: Record<FileRefusal, Texts> = {
  empty: {
    ja: 'このファイルは空です。別のファイルを選んでください',
    en: 'This file is empty. Please choose another one',
  },
  kind: {
    ja: 'この種類のファイルは送れません。JPEGかPNGの写真を選んでください',
    en: 'This kind of file cannot be sent. Please choose a photo in JPEG or PNG',
  },
  heic: {
    ja: 'この写真の形式（HEIC）は送れません。写真のスクリーンショットを撮り、そちらを選んでください',
    en: 'Photos in this format (HEIC) cannot be sent. Please choose a screenshot of the photo instead',
  },
  pdf_not_here: {
    ja: 'ここではPDFを受け付けていません。写真を選んでください',
    en: 'PDFs are not taken here. Please choose a photo',
  },
  pixels: {
    ja: '写真の縦横が大きすぎます。小さくした写真を選ぶか、撮り直してください',
    en: 'The photo has too many pixels. Please choose a smaller one, or take it again',
  },
  unreadable: {
    ja: '写真を読み込めませんでした。撮り直すか、あとで送ることもできます',
    en: 'The photo could not be read. Please take it again, or send it later',
  },
  too_many: {
    ja: 'この質問には、これ以上ファイルを送れません',
    en: 'No more files can be sent for this question',
  },
  too_large: {
    ja: 'ファイルが大きすぎます。5MBまでのファイルを選んでください',
    en: 'The file is too large. Please choose one of up to 5 MB',
  },
  too_often: {
    ja: '短い間に送れる回数を超えました。しばらくしてから、もう一度送ってください',
    en: 'Too many files in a short time. Please send it again in a while',
  },
  no_files: {
    ja: '今、この画面ではファイルを受け付けていません。トークでお問い合わせください',
    en: 'Files are not taken here now. Please ask us in the chat',
  },
}
