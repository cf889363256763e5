import type { Kept, KeptBecause } from '../../../bot/demo/contract.ts'
import type { Texts } from '../language.ts'

const reasons: Record<KeptBecause, Texts> = {
  tied: { ja: '取り込んだ会員や実際の友だちとつながっています', en: 'tied to somebody real' },
  answered: { ja: '回答があります', en: 'it has answers' },
  changed: { ja: '編集されています', en: 'staff have changed it' },
  in_use: { ja: '友だちに表示されています', en: 'friends see it' },
}

/** One thing that erasing the demo left, with the reason. */
export function keptWords({ what, id, because }: Kept): Texts {
  const names: Record<Kept['what'], Texts> = {
    person: { ja: '友だち', en: 'A friend' },
    member: { ja: `会員 ${id}`, en: `Member ${id}` },
    form: { ja: `フォーム ${id}`, en: `Form ${id}` },
    menus: { ja: 'リッチメニュー', en: 'The rich menus' },
  }
  const { ja, en } = names[what]
  return { ja: `${ja}：${reasons[because].ja}`, en: `${en}: ${reasons[because].en}` }
}
