export interface Sticker {
  id: string
  name: { ja: string; en: string }
  word: string
  eyes: string
  mouth: string
  extra?: string
}

/** The package that the palette sends from; one that LINE lets bots and people send. */
export const PACKAGE_ID = '446'

const OPEN = 'M42 42v4M58 42v4'
const GLAD = 'M38 45c2-4 6-4 8 0M54 45c2-4 6-4 8 0'
const SHUT = 'M38 44c2 3 6 3 8 0M54 44c2 3 6 3 8 0'
const SMILE = 'M44 52c3 4 9 4 12 0'

/** Rice balls (おむすび), drawn by us. */
export const STICKERS: Sticker[] = [
  {
    id: '1988',
    name: { ja: 'こんにちは', en: 'Hello' },
    word: 'こんにちは',
    eyes: OPEN,
    mouth: SMILE,
    extra: 'M84 30l6-8M88 40l9-3M78 22l2-9',
  },
  {
    id: '1989',
    name: { ja: 'ありがとう', en: 'Thanks' },
    word: 'ありがとう',
    eyes: GLAD,
    mouth: SMILE,
    extra: 'M86 24c-4-6-11 0-4 7l4 4 4-4c7-7 0-13-4-7z',
  },
  {
    id: '1990',
    name: { ja: 'はい', en: 'Yes' },
    word: 'はい!',
    eyes: GLAD,
    mouth: 'M45 51h10c0 7-10 7-10 0z',
    extra: 'M80 26l5 6 10-13',
  },
  {
    id: '1991',
    name: { ja: 'うーん', en: 'Hmm' },
    word: 'うーん',
    eyes: OPEN,
    mouth: 'M45 54c3-3 7-3 10-1',
    extra: 'M84 20c0-6 9-6 9 0 0 5-5 5-5 10M88 37v.5',
  },
  {
    id: '1992',
    name: { ja: 'ごめん', en: 'Sorry' },
    word: 'ごめん',
    eyes: SHUT,
    mouth: 'M46 55c2-3 6-3 8 0',
    extra: 'M30 32c-3 5-5 8-2 10s5-2 2-10z',
  },
  {
    id: '1993',
    name: { ja: 'やった', en: 'Hooray' },
    word: 'やった!',
    eyes: GLAD,
    mouth: 'M44 50h12c0 9-12 9-12 0z',
    extra: 'M14 30l-7-8M20 20l-2-10M86 30l7-8M80 20l2-10',
  },
  {
    id: '1994',
    name: { ja: 'おやすみ', en: 'Good night' },
    word: 'おやすみ',
    eyes: SHUT,
    mouth: 'M48 53h4',
    extra: 'M78 28h8l-8 9h8M90 14h6l-6 7h6',
  },
  {
    id: '1995',
    name: { ja: 'おねがい', en: 'Please' },
    word: 'おねがい',
    eyes: OPEN,
    mouth: 'M47 53c2 2 4 2 6 0',
    extra: 'M36 51h.5M64 51h.5',
  },
]
