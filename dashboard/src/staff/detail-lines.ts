import type { Role } from '../../../bot/staff/contract.ts'
import { say, type Texts } from '../language.ts'
import { roleWords } from './role-words.ts'

const keyWords: Record<string, Texts> = {
  before: { ja: '変更前', en: 'Before' },
  after: { ja: '変更後', en: 'After' },
  from: { ja: '変更前', en: 'Before' },
  to: { ja: '変更後', en: 'After' },
  role: { ja: '役割', en: 'role' },
  seesPersonal: { ja: '個人情報を見られる', en: 'sees personal data' },
  days: { ja: '日数', en: 'days' },
  kind: { ja: '種類', en: 'kind' },
  deletes: { ja: '消える件数', en: 'rows deleted' },
  memberId: { ja: '会員番号', en: 'member number' },
  added: { ja: '新しい会員', en: 'new members' },
  changed: { ja: '変更', en: 'changed' },
  unchanged: { ja: '変更なし', en: 'unchanged' },
}

/** The values of a deed in lines, however deep they stand; what has no words is told by its key. */
export function detailLines(detail: Record<string, unknown>, path: string[] = []): DetailLine[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    const place = [...path, key]
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return detailLines(value as Record<string, unknown>, place)
    const words = place.map((one) => (keyWords[one] ? say(keyWords[one]) : one)).join('・')
    return [{ key: place.join('.'), words, value: valueWords(value) }]
  })
}

interface DetailLine {
  key: string
  words: string
  value: string
}

function valueWords(value: unknown): string {
  if (value === null) return say({ ja: 'なし', en: 'none' })
  if (typeof value === 'boolean') return value ? say({ ja: 'はい', en: 'yes' }) : say({ ja: 'いいえ', en: 'no' })
  if (typeof value === 'string') return value in roleWords ? say(roleWords[value as Role]) : value
  return JSON.stringify(value)
}
