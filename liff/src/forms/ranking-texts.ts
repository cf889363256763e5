import type { Texts } from '../../../bot/forms/contract.ts'

/** What the field for a ranking says. */
export const rankingTexts = {
  next: { ja: '{place}位を選んでください', en: 'Choose place {place}' },
  full: { ja: '{place}位まで選びました', en: 'All {place} places are given' },
  place: { ja: '{place}位', en: 'Place {place}' },
  noPlace: { ja: '順位を外しました', en: 'no place any more' },
  up: { ja: '上へ', en: 'up' },
  down: { ja: '下へ', en: 'down' },
  remove: { ja: '順位から外す', en: 'take the place away' },
} satisfies Record<string, Texts & { en: string }>
