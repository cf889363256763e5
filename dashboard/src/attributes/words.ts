import type { AttributeType } from '../../../bot/attributes/contract.ts'
import type { Texts } from '../language.ts'

export const typeWords: Record<AttributeType, { icon: string; label: Texts }> = {
  text: { icon: 'i-lucide-type', label: { ja: 'テキスト', en: 'Text' } },
  number: { icon: 'i-lucide-hash', label: { ja: '数値', en: 'Number' } },
  date: { icon: 'i-lucide-calendar', label: { ja: '日付', en: 'Date' } },
  yes_no: { icon: 'i-lucide-toggle-left', label: { ja: 'はい・いいえ', en: 'Yes or no' } },
  choice: { icon: 'i-lucide-circle-dot', label: { ja: '選択（1つ）', en: 'One choice' } },
  choices: { icon: 'i-lucide-list-checks', label: { ja: '選択（複数）', en: 'Several choices' } },
}

/** Who said it. */
export const sourceWords: Record<'declared' | 'staff' | 'import' | 'presumed', Texts> = {
  declared: { ja: '本人申告', en: 'Said by them' },
  staff: { ja: 'スタッフ', en: 'Staff' },
  import: { ja: '取り込み', en: 'Import' },
  presumed: { ja: '推定', en: 'Presumed' },
}

/** How a tag came to somebody. */
export const tagSourceWords: Record<'staff' | 'rule' | 'import', Texts> = {
  staff: sourceWords.staff,
  rule: { ja: '自動', en: 'By a rule' },
  import: sourceWords.import,
}

/** How many people something concerns. */
export function peopleWords({ people, more }: { people: number; more: boolean }): { ja: string; en: string } {
  const count = people.toLocaleString()
  return more
    ? { ja: `${count}人以上`, en: `${count} people or more` }
    : { ja: `${count}人`, en: people === 1 ? '1 person' : `${count} people` }
}
