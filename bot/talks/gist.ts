import type { Texts } from '../forms/contract.ts'

/** A message as far as a line of text needs it. */
export interface Said {
  kind: 'text' | 'image' | 'video' | 'audio' | 'file' | 'sticker' | 'location' | 'other'
  text: string | null
  detail: Record<string, string | number> | null
  unsentAt: number | null
  /** The reader may not see what it says. */
  masked?: boolean
}

const kindWords: Record<Said['kind'], Texts> = {
  text: { ja: 'メッセージ', en: 'Message' },
  image: { ja: '写真', en: 'Photo' },
  video: { ja: '動画', en: 'Video' },
  audio: { ja: '音声', en: 'Voice message' },
  file: { ja: 'ファイル', en: 'File' },
  sticker: { ja: 'スタンプ', en: 'Sticker' },
  location: { ja: '位置情報', en: 'Location' },
  other: { ja: '表示できない種類のメッセージ', en: 'A kind of message that cannot be shown' },
}

/** What a message is in one line, for lists and the timeline. Pure: server and browser say the same. */
export function gistOf({ kind, text, detail, unsentAt, masked }: Said): Texts {
  if (unsentAt !== null) return { ja: '取り消されました', en: 'Taken back' }
  if (masked) return kindWords[kind]
  if (kind === 'text') return { ja: text ?? '', en: text ?? '' }
  const more =
    kind === 'file'
      ? detail?.['fileName']
      : kind === 'location'
        ? (detail?.['title'] ?? detail?.['address'])
        : kind === 'sticker'
          ? (detail?.['text'] ?? detail?.['keyword'])
          : undefined
  const { ja, en } = kindWords[kind]
  return more === undefined ? { ja, en: en ?? ja } : { ja: `${ja}「${more}」`, en: `${en}: ${more}` }
}
