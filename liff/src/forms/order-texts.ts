import type { Texts } from '../../../bot/forms/contract.ts'

/** What the field for an order says. */
export const orderTexts = {
  less: { ja: '1つ減らす', en: 'one less' },
  more: { ja: '1つ増やす', en: 'one more' },
  amount: { ja: '数', en: 'how many' },
  upTo: { ja: '{amount}まで', en: 'up to {amount}' },
  sum: { ja: '合計', en: 'Total' },
  inAll: { ja: '合わせて{amount}', en: '{amount} in all' },
  from: { ja: '{amount}以上', en: '{amount} or more' },
} satisfies Record<string, Texts & { en: string }>
