import type { AnswerParts, QuestionOf } from '../contract.ts'
import { kanjiNumber } from '../kinds/kanji-number.ts'

type Order = QuestionOf<'order'>

/** Longer texts are no order; each place in them would be tried. */
const lengthMax = 400
/** Between a thing and how many of it: から揚げ弁当を2個, 1=2, S × 3. */
const glue = /(?:\s|[:=×x*→\-ー]|->|は|を|が|で)*/y
/** Between one thing and the next; a name may begin with と, so that no more than one of them is taken for a word. */
const points = /[\s,、・;/。&+]*/y
const seam = /[\s,、・;/。&+]*(?:と|あと|and\b)?[\s,、・;/。&+]*/y
const none = '(?:なし|無し|ゼロ|いらない|いりません|不要)'
const said = ['ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ', 'むっつ', 'ななつ', 'やっつ', 'ここのつ', 'とお']
const amount = new RegExp(`(\\d{1,4}(?!\\d)|[〇一二三四五六七八九十]{1,3}|${said.join('|')}|${none})`, 'y')
/** What things are counted by, whatever the form calls it; the longest first. */
const counters =
  'セット パック ピース pieces piece 人前 人分 名分 まい pcs 個 こ コ ケ つ 点 枚 本 台 冊 箱 袋 組 足 着 杯 皿 匹 束 缶 丁 食'
    .split(' ')
    .map((one) => comparable(one))
const polite = /(?:です|でお願いします|お願いします|ください|下さい|ほしいです|欲しいです)?/y

/** A name that a thing may be called by, in comparable letters. */
interface Name {
  key: string
  letters: string
}

/** By their first letters. */
type Names = Map<string, Name[]>

const namesOf = new WeakMap<Order['options'], Names>()

/**
 * What a typed message orders: から揚げ弁当 2、のり弁 1; 1=2, 3=1; のり弁を二つ; のり弁2個とお茶. A thing that is only named is meant
 * once; one that is said twice is meant together. Each has to be clear: what could be two things, or none, makes the text unreadable.
 * @returns how many by key, 0 where somebody said that they want none of it (のり弁なし); undefined for anything else
 */
export function orderMeant(question: Order, text: string): AnswerParts | undefined {
  if (text.length > lengthMax) return undefined
  const letters = comparable(text)
  const alone = question.options.length === 1 ? amountAt(letters.trim(), 0, question) : undefined
  if (alone && alone.end === letters.trim().length) return { [question.options[0]!.key]: String(alone.amount) }
  const found = entriesFrom(letters, skip(points, letters, 0), {
    question,
    names: knownNames(question),
    dead: new Set(),
  })
  if (!found || found.length === 0) return undefined
  const sums = new Map<string, number>()
  for (const [key, one] of amountsOf(found)) sums.set(key, (sums.get(key) ?? 0) + one)
  return Object.fromEntries([...sums].map(([key, sum]) => [key, String(sum)]))
}

/** A thing that is only named is meant once, but for the number of each that follows it. */
function amountsOf(found: Entry[]): [key: string, amount: number][] {
  let each: number | undefined
  const backwards = found.toReversed().map(({ key, amount: own, isEach }): [string, number] => {
    if (own !== undefined) each = isEach ? own : undefined
    return [key, own ?? each ?? 1]
  })
  return backwards.toReversed()
}

/** Widths, case and kinds of kana do not matter; ② is the number of a thing, never a digit beside another one. */
function comparable(text: string): string {
  return text
    .replace(/[①-⑳]/g, (one) => `${one.charCodeAt(0) - 0x245f}番`)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[「」『』"'!]/g, '')
}

interface Entry {
  key: string
  /** None where a thing is only named. */
  amount?: number
  /** 2つずつ: so many of everything that was only named just before, too. */
  isEach?: boolean
}
interface Looking {
  question: Order
  names: Names
  /** Places from which nothing could be read: none of them is tried twice. */
  dead: Set<number>
}

/** All that stands from a place to the end; undefined when something of it is no order. */
function entriesFrom(text: string, at: number, looking: Looking): Entry[] | undefined {
  if (at >= text.length) return []
  if (looking.dead.has(at)) return undefined
  for (const { entry, end } of entriesAt(text, at, looking)) {
    // A name may begin with と: it is tried before the word for “and”.
    for (const next of new Set([end, skip(points, text, end), skip(seam, text, end)])) {
      const rest = entriesFrom(text, next, looking)
      if (rest) return [entry, ...rest]
    }
  }
  looking.dead.add(at)
  return undefined
}

/** What one thing can be that is named here, the longest name first: with a number behind it, before it, or with none. */
function* entriesAt(text: string, at: number, { question, names }: Looking): Generator<{ entry: Entry; end: number }> {
  for (const { key, end } of namesAt(text, at, names)) {
    const behind = amountAt(text, skip(glue, text, end), question)
    if (behind) yield { entry: { key, amount: behind.amount, isEach: behind.isEach }, end: behind.end }
    yield { entry: { key }, end: skip(polite, text, end) }
  }
  const numbered = /(\d{1,2})(?:番目?|ばん|[.)](?=\s))?(?=\s*(?:[:=×x*→\-を]|->)|番|ばん)/y
  const place = match(numbered, text, at)
  const item = place && question.options[Number(place[1]) - 1]
  if (item) {
    const from = skip(glue, text, skip(/(?:番目?|ばん)?/y, text, at + place[0].length))
    const behind = amountAt(text, from, question)
    if (behind) yield { entry: { key: item.key, amount: behind.amount, isEach: behind.isEach }, end: behind.end }
  }
  const before = amountAt(text, at, question)
  // Of what stands behind it, nobody knows how much 2つずつ is meant for.
  if (!before || before.isEach) return
  const from = skip(/(?:\s|×|x|の)*/y, text, before.end)
  for (const start of new Set([skip(/(?:\s|×|x)*/y, text, before.end), from]))
    for (const { key, end } of namesAt(text, start, names))
      yield { entry: { key, amount: before.amount }, end: skip(polite, text, end) }
}

/** Every name that stands here, the longest first; spaces within it do not matter. */
function namesAt(text: string, at: number, names: Names): { key: string; end: number }[] {
  return (names.get(text[at] ?? '') ?? []).flatMap(({ key, letters }) => {
    let end = at
    for (const letter of letters) {
      while (end > at && text[end] === ' ') end++
      if (text[end] !== letter) return []
      end++
    }
    return [{ key, end }]
  })
}

interface Amount {
  amount: number
  isEach: boolean
  end: number
}

/** A number of things with what they are counted by. */
function amountAt(text: string, at: number, { unit }: Order): Amount | undefined {
  const found = match(amount, text, at)
  if (!found) return undefined
  const is = numberIn(found[0])
  if (is === undefined) return undefined
  const from = skip(/ ?/y, text, at + found[0].length)
  const starts = (one: string) => one !== '' && text.startsWith(one, from)
  const own = Object.values(unit ?? {}).map((one) => comparable(one).trim())
  const counter = own.find(starts) ?? counters.find(starts)
  const end = counter ? from + counter.length : at + found[0].length
  const isEach = text.startsWith('ずつ', end)
  return { amount: is, isEach, end: skip(polite, text, isEach ? end + 'ずつ'.length : end) }
}

function numberIn(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const place = said.indexOf(text)
  if (place >= 0) return place + 1
  return new RegExp(`^${none}$`).test(text) ? 0 : kanjiNumber(text)
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
const skip = (pattern: RegExp, text: string, at: number): number => at + (match(pattern, text, at)?.[0].length ?? 0)

/** By what each thing can be called: its labels; a word of one that no other has (S of Tシャツ S); how it begins, where that is clear. */
function knownNames({ options }: Order): Names {
  const known = namesOf.get(options)
  if (known) return known
  const whole = options.flatMap(({ key, label }) =>
    Object.values(label).map((name) => ({ key, letters: comparable(name).replace(/\s/g, '') })),
  )
  const parts = options.flatMap(({ key, label }) =>
    Object.values(label).flatMap((name) => [
      ...comparable(name)
        .split(/[\s()[\]【】・/]+/)
        .map((letters) => ({ key, letters })),
      ...beginnings(comparable(name).replace(/\s/g, '')).map((letters) => ({ key, letters })),
    ]),
  )
  const owners = new Map<string, Set<string>>()
  for (const { key, letters } of [...whole, ...parts]) owners.set(letters, (owners.get(letters) ?? new Set()).add(key))
  const own = parts.filter(({ letters }) => letters !== '' && !isNumber(letters) && owners.get(letters)!.size === 1)
  const all = [...new Map([...whole, ...own].map((one) => [`${one.letters} ${one.key}`, one])).values()]
    .filter(({ letters }) => letters !== '')
    .toSorted((a, b) => b.letters.length - a.letters.length)
  const names = Map.groupBy(all, ({ letters }) => letters[0]!)
  namesOf.set(options, names)
  return names
}

/** A number by itself says how many. */
const isNumber = (letters: string) => /^\d+$/.test(letters) || kanjiNumber(letters) !== undefined

/** Shorter beginnings of at least two letters; none ends in the middle of a number. */
const beginnings = (name: string): string[] =>
  Array.from({ length: Math.max(0, name.length - 2) }, (_, at) => name.slice(0, at + 2)).filter(
    (part) => !(/\d$/.test(part) && /^\d/.test(name.slice(part.length))),
  )
