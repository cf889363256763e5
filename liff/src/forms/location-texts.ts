import type { Texts } from '../../../bot/forms/contract.ts'

/** What the field for a location says. */
export const locationTexts = {
  use: { ja: '現在地を使う', en: 'Use my position' },
  again: { ja: '現在地を取り直す', en: 'Take my position again' },
  remove: { ja: '現在地を送らない', en: 'Do not send my position' },
  kept: { ja: '現在地を受け取りました', en: 'Position received' },
  asking: { ja: '現在地を調べています…', en: 'Looking for your position…' },
  refused: {
    ja: '現在地は使わずに進めます。場所を下の欄に入力してください',
    en: 'You can go on without your position. Please enter the place below',
  },
  missing: {
    ja: '現在地がわかりませんでした。場所を下の欄に入力してください',
    en: 'Your position could not be found. Please enter the place below',
  },
  place: { ja: '住所や場所の名前', en: 'Address or name of the place' },
  placeToo: { ja: '住所や場所の名前（なくてもかまいません）', en: 'Address or name of the place (not needed)' },
} satisfies Record<string, Texts & { en: string }>
