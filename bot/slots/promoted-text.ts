import type { Texts } from '../forms/contract.ts'
import type { Party } from './party.ts'

/** Said to somebody who has got the place that they waited for. */
export function promotedText(
  title: Texts,
  { slot, party, link }: { slot: Texts | null; party: Party | null; link: string | null },
): Texts {
  const ja = [
    `お待たせしました。「${title.ja}」に空きが出て、ご予約が取れました。`,
    slot && [slot.ja, party && `${party.seats}${party.unit}`].filter(Boolean).join('　'),
    link && `内容の確認・取り消しはこちらから：\n${link}`,
  ]
  const en = [
    `Good news: a place in “${title.en ?? title.ja}” has become free, and it is yours.`,
    slot && [slot.en ?? slot.ja, party && `for ${party.seats}`].filter(Boolean).join(', '),
    link && `To see or cancel it:\n${link}`,
  ]
  return { ja: ja.filter(Boolean).join('\n'), en: en.filter(Boolean).join('\n') }
}
