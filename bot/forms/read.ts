import type { Option, Question, QuestionOf } from './contract.ts'
import { clockMeant, clocksMeant, withinDay } from './clock-meant.ts'
import { dateBounds } from './date-bounds.ts'
import { iso, kanjiNumbers, readDay } from './kinds/day.ts'
import { apart, isAll, placeNamed } from './option-places.ts'
import { addDays, daysByWeekday, relativeDays, withoutWeekday } from './relative-day.ts'
import { yenMeant } from './kinds/yen-meant.ts'
import { nameMeant } from './kinds/name-meant.ts'
import { numberMeant } from './kinds/number-meant.ts'
import { orderMeant } from './kinds/order-meant.ts'
import { otherKey, otherLabel, otherMark, type Choice } from './kinds/other.ts'

/**
 * Folds what people type so that widths, kana kinds, case and spaces do not matter: for comparing only, never for storing.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[\s「」『』"'。、.!?！？]/g, '')
}

/**
 * What a typed message means as an answer to a question: option labels or their numbers, numbers in any width, dates
 * in the ways that people write them. The result still has to pass `checkAnswer`. A consent may also be `declined`, and the
 * last option of a choice may stand there without its words.
 * @returns a value, or undefined when the text cannot be meant as an answer
 */
export function readAnswer(question: Question, text: string, today: string): unknown {
  const meant = meantBy(question, text, today)
  // A name is never guessed at.
  const plain = question.kind === 'name' ? text : withoutPoliteness(text)
  // Only then: an option may be called so, 満足です.
  return meant === undefined && plain !== text ? meantBy(question, plain, today) : meant
}

/** What is said around an answer tells nothing: 2人です。 */
function withoutPoliteness(text: string): string {
  const plain = text.replace(polite, '')
  // A text of nothing else is what was said.
  return plain.trim() === '' ? text : plain
}

const polite =
  /(です|でした|で(お願い|おねがい)し?ます|がいいです|が良いです|にします|を希望(します|です)?)?[\s。.!！~〜♪\p{Extended_Pictographic}\uFE0F]{0,40}$/u

function meantBy(question: Question, text: string, today: string): unknown {
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return text
    // Read where they are checked, because LIFF takes them as typed, too.
    case 'email':
    case 'phone':
    case 'birthday':
    case 'member_id':
    case 'money':
    case 'slider':
    case 'location':
      return withoutPoliteness(text)
    case 'single_choice':
      return (
        labelled(question.options, text) ??
        otherMeant(question, text) ??
        optionMeant(question.options, text) ??
        sideMeant(question.options, text)
      )
    case 'dropdown':
      return optionMeant(question.options, text)
    case 'multiple_choice':
      return (
        labelsIn(question.options, text) ??
        othersMeant(question, text) ??
        optionsMeant(question.options, text) ??
        noneMeant(question, text) ??
        allMeant(question, text) ??
        optionsAndWords(question, text)
      )
    case 'ranking':
      return rankingMeant(question, text)
    case 'order':
      return orderMeant(question, text) ?? (isNone(text) || /^(0|ゼロ)$/.test(fold(text)) ? {} : undefined)
    case 'number':
      return countMeant(question, text)
    case 'rating':
      return ratingMeant(question, text)
    case 'nps':
      return fold(text) === '満点' ? 10 : numberMeant(text, ['点', 'てん'])
    case 'date':
      return dayWithin(question, text, today) ?? dayWithin(question, withoutWeekday(text), today)
    case 'time':
      return clockMeant(text)
    case 'date_time':
      return momentIn(text, today, dateBounds(question, today))?.moment
    case 'yes_no':
      return yesOrNo(question, text)
    case 'consent':
      return consentMeant(question, text)
    case 'name':
      return nameMeant(question, text)
    case 'address':
    case 'matrix':
    case 'file':
    case 'signature':
    case 'slot':
    case 'statement':
      return undefined
  }
}

/** A number, also behind the word by which the question calls what it counts: 大人2人. */
function countMeant({ title, unit, min }: QuestionOf<'number'>, text: string): number | undefined {
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

function optionMeant(options: Option[], text: string): string | undefined {
  const folded = fold(text)
  const named = labelled(options, text) ?? labelled(options, kanjiNumbers(text))
  if (named !== undefined) return named
  const place = placeNamed(folded)
  if (place === undefined) return onlyBeginning(options, folded)
  // 三 is the third one, unless one is called 三宮.
  const isName = /^\D+$/.test(folded) && options.some(({ label }) => fold(label.ja).startsWith(folded))
  return isName ? undefined : options[place - 1]?.key
}

const labelled = (options: Option[], text: string): string | undefined => keysByName(options).get(fold(text))

/** Longer texts name no option; each seam in them would be tried. */
const otherTextMax = 400
const otherStarts = /[：:、，,・/／と\s]+/gu
const otherEnds = /[：:、，,\s]+/gu

/** The last option by its name or its number: what stands before it, and the words of one's own behind it: その他：犬, その他 犬. */
function otherIn(question: Choice, text: string): { before: string; words: string; isTold: boolean } | undefined {
  if (!question.other || text.length > otherTextMax) return undefined
  const names = new Set([...Object.values(otherLabel(question)), 'その他', 'other'].map(fold))
  const number = new RegExp(`^${question.options.length + 1}(番|ばん|つめ|\\))?$`)
  const starts = [0, ...Array.from(text.matchAll(otherStarts), ({ index, 0: seam }) => index + seam.length)]
  const ends = Array.from(text.matchAll(otherEnds), ({ index, 0: seam }) => ({ index, seam }))
  for (const start of starts)
    for (const { index, seam } of [...ends, { index: text.length, seam: '' }]) {
      const name = index > start ? fold(text.slice(start, index)) : ''
      if (!names.has(name) && !number.test(name)) continue
      const words = text.slice(index + seam.length).trim()
      return { before: text.slice(0, start), words, isTold: /[：:]/.test(seam) }
    }
  return undefined
}

/** Words of one's own behind the name of the last option, or its key where they are still to come. */
function otherMeant(question: Choice, text: string): string | undefined {
  const found = otherIn(question, text)
  if (!found || found.before.trim() !== '') return undefined
  return found.words === '' ? otherKey : otherMark + found.words
}

/** The last option among others: コーヒー、その他：犬. What follows it is words of one's own unless it is options again. */
function othersMeant(question: Choice, text: string): string[] | undefined {
  const found = otherIn(question, text)
  if (!found) return undefined
  const before = found.before.trim() === '' ? [] : optionsMeant(question.options, found.before)
  const after = found.words === '' ? [] : found.isTold ? undefined : optionsMeant(question.options, found.words)
  return before && [...before, ...(after ? [...after, otherKey] : [otherMark + found.words])]
}

/** Options, and one thing more that is none of them: 犬、亀. It is what the last option asks for, named or not. */
function optionsAndWords(question: Choice, text: string): string[] | undefined {
  if (!question.other || text.length > otherTextMax) return undefined
  const parts = text.split(/[、，,\n]+/).map((part) => part.trim())
  const said = parts.filter((part) => part !== '').map((part) => ({ part, key: labelled(question.options, part) }))
  const own = said.filter(({ key }) => key === undefined).map(({ part }) => part)
  const keys = said.flatMap(({ key }) => key ?? [])
  return keys.length > 0 && own.length > 0 ? [...keys, otherMark + own.join('、')] : undefined
}

/** A letter that is a word of its own, and neither a number nor the way back: 男, 女. */
const isWord = (folded: string) => /^(?![〇一二三四五六七八九十前])\p{Script=Han}$/u.test(folded)

/** People stop where it is clear: 午前の部 of 午前の部（10時から）, 女 of 女性. Any other single letter is never clear. */
function onlyBeginning(options: Option[], folded: string): string | undefined {
  if (folded.length < 2 && !isWord(folded)) return undefined
  const begun = options.filter(({ label }) => Object.values(label).some((name) => fold(name).startsWith(folded)))
  return begun.length === 1 ? begun[0]!.key : undefined
}

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
function noneMeant({ options }: QuestionOf<'multiple_choice'>, text: string): string[] | undefined {
  const alone = options.filter(({ alone, label }) => alone && Object.values(label).some((name) => saysNone.test(name)))
  return alone.length === 1 && isNone(text) ? [alone[0]!.key] : undefined
}

/** Everything that can be chosen together. */
function allMeant({ options }: QuestionOf<'multiple_choice'>, text: string): string[] | undefined {
  return isAll(fold(text)) ? options.flatMap(({ key, alone }) => (alone ? [] : [key])) : undefined
}

const saysNone = /な[しい]|無[しい]|ありません|いません|none|nothing|neither|\bno\b/i

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

function optionsMeant(options: Option[], text: string): string[] | undefined {
  const whole = optionMeant(options, text)
  if (whole) return [whole]
  const named = labelsIn(options, text)
  if (named) return named
  const meant = partsOf(text).map((part) => optionMeant(options, part))
  return meant.length > 0 && meant.every((key) => key !== undefined) ? meant : undefined
}

const partsOf = (text: string): string[] =>
  apart(text)
    .split(/[,、，・/／\s]+|と/)
    .filter((part) => part !== '')

/** Of what was said one after the other: how many are options, and what is none, in half width. */
export function partsSaid(options: Option[], text: string): { known: number; unknown: string[] } {
  const parts = text.length > otherTextMax ? [] : partsOf(text)
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
function labelsIn(options: Option[], text: string): string[] | undefined {
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
function rankingMeant({ options }: QuestionOf<'ranking'>, text: string): string[] | undefined {
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

const counted = ['ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ']

function ratingMeant({ max }: QuestionOf<'rating'>, text: string): number | undefined {
  const stars = text.match(/[★⭐]/gu)
  if (stars && text.replace(/★|☆|⭐|\uFE0F|\s/gu, '') === '') return stars.length
  const plain = text.trim().replace(/^[星★⭐]/u, '')
  if (fold(plain) === '満点') return max
  const at = counted.indexOf(fold(plain))
  return at >= 0 ? at + 1 : numberMeant(plain, ['つ', 'てん'])
}

const dayMs = 24 * 60 * 60_000
const wordsForDays: Record<string, number> = {
  今日: 0,
  きょう: 0,
  本日: 0,
  today: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  tomorrow: 1,
  明後日: 2,
  あさって: 2,
  昨日: -1,
  きのう: -1,
  yesterday: -1,
  一昨日: -2,
  おととい: -2,
}

const dayWithin = (question: QuestionOf<'date'>, text: string, today: string) =>
  dateMeant(text, today, dateBounds(question, today))

/** Where a day has to lie. */
type Bounds = { min: string; max: string }

/** @param bounds of the days that may be meant, one that lies within is */
function dateMeant(text: string, today: string, bounds?: Bounds): string | undefined {
  const plain = kanjiNumbers(
    text
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/\s|\(.\)$/g, '')
      .replace(/(?<=\d)[‐‑‒–—―−ー─](?=\d)/g, '-'),
  )
  const offset = wordsForDays[plain] ?? wordsForDays[fold(plain)]
  if (offset !== undefined)
    return new Date(Date.parse(`${today}T00:00:00Z`) + offset * dayMs).toISOString().slice(0, 10)
  const short = /^(\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain)
  const [year, month] = today.split('-').map(Number) as [number, number]
  if (short)
    return nearest(
      [year - 1, year, year + 1].map((one) => iso(one, Number(short[1]), Number(short[2]))),
      { today, bounds },
    )
  const alone = /^([12]?\d|3[01])日$/.exec(plain)?.[1]
  if (alone !== undefined) {
    const months = [month - 1, month, month + 1].map((one) => new Date(Date.UTC(year, one - 1, 1)).toISOString())
    return nearest(
      months.map((one) => `${one.slice(0, 8)}${alone.padStart(2, '0')}`),
      { today, bounds },
    )
  }
  // A year of two digits is asked about where a birthday is asked for; here it is no day.
  if (/^(\d{1,2}\D+\d{1,2}\D+\d{1,2}\D*|\d{6})$/.test(plain)) return undefined
  const read = readDay(text, today)
  if (read && 'date' in read) return read.date
  const days = relativeDays(text, today)
  return days.length === 1 ? days[0] : undefined
}

/** Dates go on into the next month: 2026-02-30 is read as the second of March. */
const isDay = (day: string) => new Date(Date.parse(day)).toISOString().startsWith(day)

/** Of the days that 12/3 or 25日 may mean: the one that lies nearest to today, and within the bounds if one does. */
function nearest(days: string[], { today, bounds }: { today: string; bounds: Bounds | undefined }): string | undefined {
  const distance = (day: string) => Math.abs(Date.parse(day) - Date.parse(today))
  const near = days.toSorted((a, b) => distance(a) - distance(b))
  const fits = (day: string) => isDay(day) && (!bounds || (day >= bounds.min && day <= bounds.max))
  // 2月30日 is told as what it is.
  return near.find(fits) ?? near.find(isDay) ?? days.find((day) => day.startsWith(today.slice(0, 4)))
}

/** Longer texts name no moment; each seam in them would be tried. */
const momentLengthMax = 60

/** Where a day can end and a time begin: 12/3 18:30, 明日の午後6時, 12月3日18時半, あした18時. */
const seam = /[\s、,の日t]|[ぁ-んa-z曜](?=[\d午朝夕夜正])/g

const momentIn = (text: string, today: string, bounds?: Bounds) =>
  momentBySeam(text, today, bounds) ?? momentBySeam(withoutWeekday(text), today, bounds)

function momentBySeam(text: string, today: string, bounds?: Bounds): { moment: string; clock: string } | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (plain.length > momentLengthMax) return undefined
  for (const { index } of plain.matchAll(seam)) {
    for (const end of [index, index + 1]) {
      const date = dateMeant(plain.slice(0, end), today, bounds)
      const clock = plain.slice(end).replace(/^[\s、,のt]+/, '')
      const time = clockMeant(clock)
      if (date !== undefined && time !== undefined) return { moment: `${date}T${time}`, clock }
    }
  }
  return undefined
}

/** The moments that a text may mean, where it leaves open which half of the day: 明日の3時. */
export function momentsMeant(question: QuestionOf<'time' | 'date_time'>, text: string, today: string): string[] {
  const plain = withoutPoliteness(text)
  if (question.kind === 'time') return clocksMeant(plain)
  const bounds = dateBounds(question, today)
  const found = momentIn(text, today, bounds) ?? momentIn(plain, today, bounds)
  const date = found?.moment.slice(0, 10)
  return found ? clocksMeant(found.clock).map((time) => `${date}T${time}`) : []
}

/** What 24:30 means, a time of the day after; undefined where nothing so late was said. */
export function afterMidnight(
  question: QuestionOf<'time' | 'date_time'>,
  text: string,
  today: string,
): string | undefined {
  const plain = withinDay(withoutPoliteness(text))
  if (plain === undefined) return undefined
  if (question.kind === 'time') return clockMeant(plain)
  const { moment } = momentIn(plain, today, dateBounds(question, today)) ?? {}
  return moment && `${addDays(moment.slice(0, 10), 1)}${moment.slice(10)}`
}

/**
 * The days that a text may mean where it does not tell which: 来週の日曜 by when a week begins, 12/4（木） by its date or its day
 * of the week.
 */
export function daysMeant(question: QuestionOf<'date'>, text: string, today: string): string[] {
  const plain = withoutPoliteness(text)
  const date = readAnswer(question, plain, today)
  return typeof date === 'string' ? daysByWeekday(plain, date) : relativeDays(plain, today)
}

const yes = [
  'はい',
  'うん',
  'ええ',
  'そうです',
  'あります',
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

/** Where options say yes and no in their own words (ある, ない), each is also meant by the others of its side: はい, ありません. */
function sideMeant(options: Option[], text: string): string | undefined {
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

function yesOrNo({ yesLabel, noLabel }: QuestionOf<'yes_no'>, text: string): 'yes' | 'no' | undefined {
  const said = fold(text)
  const isNamed = (label: object | undefined) => Object.values(label ?? {}).some((name) => fold(String(name)) === said)
  // The company's own words first: 「いいえ」 may be the label of yes.
  if (isNamed(yesLabel)) return 'yes'
  if (isNamed(noLabel)) return 'no'
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

function consentMeant({ agreeLabel }: QuestionOf<'consent'>, text: string): 'agreed' | 'declined' | undefined {
  const said = fold(text)
  const isOneOf = (words: string[]) => words.some((word) => fold(word) === said)
  if (isOneOf([...Object.values(agreeLabel ?? {}), ...agreed, ...yes])) return 'agreed'
  return isOneOf([...declined, ...no]) ? 'declined' : undefined
}
