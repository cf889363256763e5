import type { Option, QuestionOf } from '../contract.ts'
import { kanjiNumbers } from '../kinds/day.ts'
import { apart, figureIn, placeNamed } from './option-places.ts'
import { fold } from './fold.ts'

export function optionMeant(options: Option[], text: string): string | undefined {
  const folded = fold(text)
  const named = labelled(options, text) ?? labelled(options, kanjiNumbers(text))
  if (named !== undefined) return named
  const counted = figureIn(folded)
  const own = counted === undefined ? 'none' : byFigure(options, counted)
  if (own !== 'none') return own
  const place = placeNamed(folded)
  if (place === undefined) return onlyBeginning(options, folded)
  // 三 is the third one, unless one is called 三宮.
  const isName = /^\D+$/.test(folded) && options.some(({ label }) => fold(label.ja).startsWith(folded))
  return isName ? undefined : options[place - 1]?.key
}

/** What is written before a label as its place: 1. コーヒー. */
const ownPlace = /^\(?(\d{1,2})[.)、:：]\s*(?!\d)/
/** A price is nothing that anybody says by itself. */
const price = /[¥￥]?[\d,]+円/g

/**
 * A figure where labels hold figures of their own: 5 is 5歳, and not the fifth. The one option with exactly that figure; undefined
 * where several have it, where it may be another's place, or where all labels begin with figures and none has it; `none`: it is a place.
 */
function byFigure(options: Option[], figure: number): string | undefined {
  const names = options.map(({ key, label }) => ({ key, name: label.ja.normalize('NFKC').replace(price, '').trim() }))
  // 1. コーヒー, 2. お茶: what they hold are their places.
  if (names.every(({ name }, at) => Number(ownPlace.exec(name)?.[1]) === at + 1)) return 'none'
  const holders = names.filter(({ name }) => new RegExp(`(?<!\\d)0*${figure}(?!\\d)`).test(name))
  const areFigures = names.every(({ name }) => /^\d/.test(name))
  if (holders.length === 0) return areFigures ? undefined : 'none'
  // Where only some begin with figures, it may be a place as well: it has to be both.
  const [only, ...more] = holders
  return more.length === 0 && (areFigures || names[figure - 1] === only) ? only!.key : undefined
}

export const labelled = (options: Option[], text: string): string | undefined => keysByName(options).get(fold(text))

/** A letter that is a word of its own, and neither a number nor the way back: 男, 女. */
const isWord = (folded: string) => /^(?![〇一二三四五六七八九十前])\p{Script=Han}$/u.test(folded)

/** People stop where it is clear: 午前の部 of 午前の部（10時から）, 女 of 女性. Any other single letter is never clear. */
function onlyBeginning(options: Option[], folded: string): string | undefined {
  if (folded.length < 2 && !isWord(folded)) return undefined
  const begun = options.filter(({ label }) => Object.values(label).some((name) => fold(name).startsWith(folded)))
  return begun.length === 1 ? begun[0]!.key : undefined
}

const namesOf = new WeakMap<Option[], Map<string, string>>()

/** Option keys by everything that an option is called, folded; the first one where two are called the same. */
function keysByName(options: Option[]): Map<string, string> {
  const known = namesOf.get(options)
  if (known) return known
  const names = new Map<string, string>()
  for (const { key, label } of options)
    for (const name of [key, ...Object.values(label)]) if (!names.has(fold(name))) names.set(fold(name), key)
  namesOf.set(options, names)
  return names
}

export function optionsMeant(options: Option[], text: string): string[] | undefined {
  const whole = optionMeant(options, text)
  if (whole) return [whole]
  const named = labelsIn(options, text)
  if (named) return named
  const meant = partsOf(text).map((part) => optionMeant(options, part))
  return meant.length > 0 && meant.every((key) => key !== undefined) ? meant : undefined
}

/** Longer texts name no option; each seam in them would be tried. */
export const optionTextMax = 400

const partsOf = (text: string): string[] =>
  apart(text)
    .split(/[,、，・/／\s]+|と/)
    .filter((part) => part !== '')

/** Of what was said one after the other: how many are options, and what is none, in half width. */
export function partsSaid(options: Option[], text: string): { known: number; unknown: string[] } {
  const parts = text.length > optionTextMax ? [] : partsOf(text)
  const unknown = parts.filter((part) => optionMeant(options, part) === undefined)
  return { known: parts.length - unknown.length, unknown: unknown.map((part) => part.normalize('NFKC')) }
}

/** What nobody says again: a price, what stands in brackets. */
const aside = /[\s\u3000]*(?:[（(][^（()）]*[）)]|[¥￥]?[\d,，]+円)[\s\u3000]*$/u

function withoutAside(label: string): string {
  const short = label.replace(aside, '')
  return short === label ? label : withoutAside(short)
}

const allSaid = new WeakMap<Option[], { key: string; name: string }[]>()

/** Labels as they are said, folded, the longest first: whole, and without what stands aside where that means one option alone. */
function saidNames(options: Option[]): { key: string; name: string }[] {
  const known = allSaid.get(options)
  if (known) return known
  const labels = options.flatMap(({ key, label }) => Object.values(label).map((text) => ({ key, text })))
  const whole = labels.map(({ key, text }) => ({ key, name: fold(text) }))
  const short = labels.map(({ key, text }) => ({ key, name: fold(withoutAside(text)) }))
  const isOwn = ({ key, name }: { key: string; name: string }) =>
    !/^\d*$/.test(name) && [...whole, ...short].every((other) => other.name !== name || other.key === key)
  const names = [...whole, ...short.filter(isOwn)].toSorted((a, b) => b.name.length - a.name.length)
  allSaid.set(options, names)
  return names
}

/** Whole labels one after the other, the longest first, because a label may hold what else parts them: 検索・地図. */
export function labelsIn(options: Option[], text: string): string[] | undefined {
  const found: string[] = []
  let rest = fold(text)
  for (const { key, name } of saidNames(options)) {
    if (name === '' || !rest.includes(name)) continue
    rest = rest.replaceAll(name, ' ')
    if (!found.includes(key)) found.push(key)
  }
  return found.length > 0 && /^[\s,・/ともやand&]*$/.test(rest) ? found : undefined
}

/** Several options in the order in which they are said: 1,3,2, 132, コーヒー＞お茶. One alone is the next place. */
export function rankingMeant({ options }: QuestionOf<'ranking'>, text: string): string[] | undefined {
  const figures = /^[1-9]{2,9}$/.exec(fold(text))?.[0]
  if (figures && options.length < 10) return [...figures].map((one) => options[Number(one) - 1]?.key ?? one)
  const plain = text.replace(/->|[>＞→⇒]/g, ',')
  const meant = optionsMeant(options, plain)
  if (!meant || meant.length < 2 || !labelsIn(options, plain)) return meant
  const said = fold(plain)
  const placeOf = (key: string) =>
    Math.min(
      ...saidNames(options)
        .filter((one) => one.key === key)
        .map(({ name }) => said.indexOf(name))
        .filter((place) => place >= 0),
    )
  return meant.toSorted((a, b) => placeOf(a) - placeOf(b))
}
