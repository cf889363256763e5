import { kanjiNumber } from '../kinds/kanji-number.ts'

const numbered = /^(?:no|#|\()?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:番目?|ばんめ?|つ[目め]?|[個こ][目め]|\))?$/
const first = ['最初', '最初の', '一番上', '1番上', 'いちばんうえ', '一番最初']

/** The place in a list that a folded text names, from 1 on: 2番, 二番目, (2), 最初の; undefined for anything else. */
export function placeNamed(folded: string): number | undefined {
  if (first.includes(folded)) return 1
  const number = numbered.exec(folded)?.[1]
  return number === undefined ? undefined : /\d/.test(number) ? Number(number) : kanjiNumber(number)
}

/** The figure that a folded text is, alone or counted: 2, 二つ, 2個; 2番, 2つ目 and (2) are places and nothing else. */
export function figureIn(folded: string): number | undefined {
  const number = /^(\d{1,3}|[一二三四五六七八九十]{1,3})[つ個こ]?$/.exec(folded)?.[1]
  return number === undefined ? undefined : /\d/.test(number) ? Number(number) : kanjiNumber(number)
}

/** ①③ is 1 and 3, and not 13. */
export const apart = (text: string): string => text.replace(/[①-⑳❶-❿⓵-⓾]/gu, (one) => ` ${figureOf(one)} `)

function figureOf(circled: string): number {
  const code = circled.codePointAt(0)!
  const [start] = [0x2460, 0x2776, 0x24f5].filter((from) => code >= from && code < from + 20).toSorted((a, b) => b - a)
  return code - start! + 1
}

const all = ['全部', 'ぜんぶ', '全て', 'すべて', 'みんな', '全部です', 'all', 'everything']

/** Whether somebody takes everything there is. */
export const isAll = (folded: string): boolean => all.includes(folded)
