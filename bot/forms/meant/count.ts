import type { QuestionOf } from '../contract.ts'
import { yenMeant } from './yen.ts'
import { numberMeant } from './number.ts'
import { fold } from './fold.ts'
import { isNone } from './none.ts'

/** A number, also behind the word by which the question calls what it counts: 大人2人. */
export function countMeant({ title, unit, min }: QuestionOf<'number'>, text: string): number | undefined {
  const units = Object.values(unit ?? {})
  const word = /^\s*(\p{L}{2,})/u.exec(text)?.[1] ?? ''
  const isOwn = word !== '' && Object.values(title).some((one) => fold(one).includes(fold(word)))
  const meant = numberMeant(text, units) ?? (isOwn ? numberMeant(text.trim().slice(word.length), units) : undefined)
  return meant ?? largeMeant(text, units) ?? countWord(text) ?? (min === 0 && isNone(text) ? 0 : undefined)
}

/** 一万二千, 1千2百, 百二十人: a figure with places, and what is counted behind it. */
function largeMeant(text: string, units: string[]): number | undefined {
  const plain = text.normalize('NFKC').trim()
  if (!/[百千万億]/.test(plain)) return undefined
  const unit = [...units, '人', '名', '個', '枚', '本', '回', '件', '歩'].find((one) => plain.endsWith(one)) ?? ''
  return yenMeant(unit === '円' ? plain : plain.slice(0, plain.length - unit.length))
}

const countWords = [
  ['ひとり', 'ひとつ'],
  ['ふたり', 'ふたつ'],
  ['みっつ'],
  ['よっつ'],
  ['いつつ'],
  ['むっつ'],
  ['ななつ'],
  ['やっつ'],
  ['ここのつ'],
  ['とお'],
]

function countWord(text: string): number | undefined {
  const at = countWords.findIndex((words) => words.includes(fold(text)))
  return at < 0 ? undefined : at + 1
}

const counted = ['ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ']

export function ratingMeant({ max }: QuestionOf<'rating'>, text: string): number | undefined {
  const stars = text.match(/[★⭐]/gu)
  if (stars && text.replace(/★|☆|⭐|\uFE0F|\s/gu, '') === '') return stars.length
  const plain = text.trim().replace(/^[星★⭐]/u, '')
  if (fold(plain) === '満点') return max
  const at = counted.indexOf(fold(plain))
  return at >= 0 ? at + 1 : numberMeant(plain, ['つ', 'てん'])
}
