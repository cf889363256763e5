import type { QuestionOf } from '../contract.ts'
import { isAll } from './option-places.ts'
import { fold } from './fold.ts'

const none = [
  'とくになし',
  'とくにない',
  'とくにありません',
  'なし',
  '無し',
  'ない',
  'ありません',
  '特になし',
  '特に無し',
  '特にない',
  '特にありません',
  '該当なし',
  'いない',
  'いません',
  'none',
]

/** Whether somebody says that there is none: なし, 特にありません. */
export const isNone = (text: string): boolean => none.some((word) => fold(word) === fold(text))

/** That nothing applies is said in many ways; it means the one option that stands alone and says so itself: いつでも says more, not less. */
export function noneMeant({ options }: QuestionOf<'multiple_choice'>, text: string): string[] | undefined {
  const alone = options.filter(({ alone, label }) => alone && Object.values(label).some((name) => saysNone.test(name)))
  return alone.length === 1 && isNone(text) ? [alone[0]!.key] : undefined
}

/** Everything that can be chosen together. */
export function allMeant({ options }: QuestionOf<'multiple_choice'>, text: string): string[] | undefined {
  return isAll(fold(text)) ? options.flatMap(({ key, alone }) => (alone ? [] : [key])) : undefined
}

const saysNone = /な[しい]|無[しい]|ありません|いません|none|nothing|neither|\bno\b/i
