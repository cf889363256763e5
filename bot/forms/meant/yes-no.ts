import type { Option, QuestionOf } from '../contract.ts'
import { fold } from './fold.ts'

const yes = [
  'はい',
  'うん',
  'ええ',
  'そうです',
  'あります',
  'あり',
  '有り',
  'ある',
  'ありました',
  'あった',
  'います',
  'いる',
  'yes',
  'y',
  'ok',
  '○',
  '〇',
  '1',
]

const no = [
  'いいえ',
  'いえ',
  'いや',
  'ううん',
  'ちがいます',
  '違います',
  'ありません',
  'ありませんでした',
  'ない',
  'なかった',
  'なし',
  '無し',
  'いません',
  'いない',
  'no',
  'n',
  '×',
  '✕',
  '2',
]

/** A yes or a no by itself; undefined for anything else. */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  return sideOf(text, yes, no)
}

function sideOf(text: string, agreed: string[], declined: string[]): 'yes' | 'no' | undefined {
  const said = fold(text)
  const isOneOf = (words: string[]) => words.some((word) => fold(word) === said)
  return isOneOf(agreed) ? 'yes' : isOneOf(declined) ? 'no' : undefined
}

/** Yes and no to what somebody may have; nobody agrees to terms with them. */
const wanted = [
  ...['イエス', 'はいはい', 'もちろん', 'もちろんです', '⭕', '⭕️', '👍', '🙆'],
  'します',
  'する',
  'しています',
  'している',
  'お願いします',
  'おねがいします',
  'はいお願いします',
  '希望します',
  '希望する',
  '必要です',
  '必要',
]

const unwanted = [
  ...['ノー', 'いえいえ', '❌', '👎', '🙅'],
  'しません',
  'しない',
  'していません',
  'していない',
  'いりません',
  '要りません',
  'いらない',
  '不要です',
  '不要',
  '必要ありません',
  '結構です',
  '希望しません',
  '希望しない',
]

/** On which side the words of a label are: あり, 必要 on one, なし, 不要 on the other. */
export function sideOfLabel(label: Option['label']): 'yes' | 'no' | undefined {
  const sides = new Set(Object.values(label).map((name) => sideOf(name, [...yes, ...wanted], [...no, ...unwanted])))
  return sides.size === 1 ? [...sides][0] : undefined
}

/** Where options say yes and no in their own words (ある, ない), each is also meant by the others of its side: はい, ありません. */
export function sideMeant(options: Option[], text: string): string | undefined {
  const holds = (words: string[], said: string) => words.some((word) => fold(word) === fold(said))
  const side = [
    [...yes, ...wanted],
    [...no, ...unwanted],
  ].find((words) => holds(words, text))
  // 1 and 2 are the places of yes and no; an option that is called 2 is a number.
  const names = (label: Option['label']) => Object.values(label).filter((name) => !/^\d+$/.test(fold(name)))
  const meant = options.filter(({ label }) => names(label).some((name) => side && holds(side, name)))
  return meant.length === 1 ? meant[0]!.key : undefined
}

export function yesOrNo({ yesLabel, noLabel }: QuestionOf<'yes_no'>, text: string): 'yes' | 'no' | undefined {
  const said = fold(text)
  const isNamed = (label: object | undefined) => Object.values(label ?? {}).some((name) => fold(String(name)) === said)
  // The company's own words first: 「いいえ」 may be the label of yes.
  if (isNamed(yesLabel)) return 'yes'
  if (isNamed(noLabel)) return 'no'
  const options = Object.entries({ yes: yesLabel, no: noLabel }).flatMap(([key, label]) =>
    label ? [{ key, label }] : [],
  )
  // 1 and 2 are places, whatever the labels say.
  const side = /^\d$/.test(said) ? undefined : sideMeant(options, text)
  if (side === 'yes' || side === 'no') return side
  const plain = readYesNo(text) ?? sideOf(text, wanted, unwanted)
  if (plain) return plain
  const [saysYes, saysNo] = [begins(said, yesLabel), begins(said, noLabel)]
  return saysYes === saysNo ? undefined : saysYes ? 'yes' : 'no'
}

/** People stop where it is clear: 乗らない of 乗らない（徒歩で登園）. One letter is never clear. */
const begins = (said: string, label: object | undefined): boolean =>
  said.length > 1 && Object.values(label ?? {}).some((name) => fold(String(name)).startsWith(said))

const agreed = [
  '同意します',
  '同意する',
  '同意',
  'どういします',
  '同意しました',
  '了承します',
  'agree',
  'iagree',
  'agreed',
]

const declined = ['同意しません', '同意しない', '同意できません', 'disagree', 'idonotagree', 'idontagree']

export function consentMeant({ agreeLabel }: QuestionOf<'consent'>, text: string): 'agreed' | 'declined' | undefined {
  const said = fold(text)
  const isOneOf = (words: string[]) => words.some((word) => fold(word) === said)
  if (isOneOf([...Object.values(agreeLabel ?? {}), ...agreed, ...yes])) return 'agreed'
  return isOneOf([...declined, ...no]) ? 'declined' : undefined
}
