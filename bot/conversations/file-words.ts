import type { Language } from '../forms/contract.ts'
import type { FileRefusal } from '../uploads/from-chat.ts'

const refusedJa: Record<FileRefusal, string> = {
  empty: 'このファイルは空です。別の写真を送ってください。',
  kind: 'この種類のファイルは受け取れません。写真を送ってください。',
  heic: 'この写真の形式（HEIC）は受け取れません。スクリーンショットを撮り、そちらを送ってください。',
  pdf_not_here: 'ここではPDFを受け付けていません。写真を送ってください。',
  pixels: '写真の縦横が大きすぎます。小さくした写真を送ってください。',
  unreadable: '写真を読み込めませんでした。もう一度送ってください。',
  too_many: 'この質問には、これ以上受け取れません。',
  too_large: 'ファイルが大きすぎます。10MBまでのファイルを送ってください。',
  too_often: '短い間に送れる回数を超えました。しばらくしてから、もう一度送ってください。',
  no_files: 'いまはファイルを受け付けていません。',
  not_fetched: '写真を受け取れませんでした。もう一度送ってください。',
}

const refusedEn: typeof refusedJa = {
  empty: 'This file is empty. Please send another photo.',
  kind: 'This kind of file cannot be taken. Please send a photo.',
  heic: 'Photos in this format (HEIC) cannot be taken. Please send a screenshot of it instead.',
  pdf_not_here: 'PDFs are not taken here. Please send a photo.',
  pixels: 'The photo has too many pixels. Please send a smaller one.',
  unreadable: 'The photo could not be read. Please send it once more.',
  too_many: 'No more files can be taken for this question.',
  too_large: 'The file is too large. Please send one of up to 10 MB.',
  too_often: 'Too many files in a short time. Please send it again in a while.',
  no_files: 'Files are not taken at the moment.',
  not_fetched: 'The photo did not reach us. Please send it once more.',
}

const ja = {
  refused: refusedJa,
  camera: 'カメラで撮る',
  cameraRoll: '写真を選ぶ',
  sendPhoto: (pdf: boolean, limit: number) =>
    `${pdf ? '写真かPDF' : '写真'}を、このままトークに送ってください${limit > 1 ? `（${limit}枚まで）` : ''}`,
  orPage: '「入力ページを開く」を押して選ぶこともできます',
  received: (count: number, left: number) =>
    `${count}枚受け取りました。あと${left}枚送れます。よければ「これで決定」を押してください。`,
  notAPhoto: '写真を送ってください。',
}

const en: typeof ja = {
  refused: refusedEn,
  camera: 'Take a photo',
  cameraRoll: 'Choose a photo',
  sendPhoto: (pdf, limit) =>
    `Please send ${pdf ? 'a photo or a PDF' : 'a photo'} right here in the chat${limit > 1 ? ` (up to ${limit})` : ''}`,
  orPage: 'You can also choose it on the page behind “Open the page”',
  received: (count, left) => `We have ${count}. You can send ${left} more, or tap “Confirm”.`,
  notAPhoto: 'Please send a photo.',
}

/** What the chat says about photos and files, in the person's language. */
export const fileWords = (language: Language): typeof ja => (language === 'en' ? en : ja)
