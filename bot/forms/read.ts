import type { Option, Question } from './contract.ts'

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
 * in the ways that people write them. The result still has to pass `checkAnswer`.
 * @returns a value, or undefined when the text cannot be meant as an answer
 */
export function readAnswer(question: Question, text: string, today: string): unknown {
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return text
    case 'single_choice':
      return optionMeant(question.options, text)
    case 'multiple_choice':
      return optionsMeant(question.options, text)
    case 'number':
      return numberMeant(text, Object.values(question.unit ?? {}))
    case 'rating':
      return ratingMeant(text)
    case 'date':
      return dateMeant(text, today)
  }
}

function optionMeant(options: Option[], text: string): string | undefined {
  const folded = fold(text)
  const labelled = keysByName(options).get(folded)
  if (labelled !== undefined) return labelled
  const number = /^(\d{1,2})(番|ばん|つめ|\))?$/.exec(folded)?.[1]
  return number ? options[Number(number) - 1]?.key : undefined
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

function optionsMeant(options: Option[], text: string): string[] | undefined {
  const whole = optionMeant(options, text)
  if (whole) return [whole]
  const named = labelsIn(options, text)
  if (named) return named
  const parts = text.split(/[,、，・/／\s]+|と/).filter((part) => part !== '')
  const meant = parts.map((part) => optionMeant(options, part))
  return meant.length > 0 && meant.every((key) => key !== undefined) ? meant : undefined
}

/** Whole labels one after the other, the longest first, because a label may hold what else parts them: 検索・地図. */
function labelsIn(options: Option[], text: string): string[] | undefined {
  const names = options
    .flatMap(({ key, label }) => Object.values(label).map((name) => ({ key, name: fold(name) })))
    .toSorted((a, b) => b.name.length - a.name.length)
  const found: string[] = []
  let rest = fold(text)
  for (const { key, name } of names) {
    if (name === '' || !rest.includes(name)) continue
    rest = rest.replaceAll(name, ' ')
    if (!found.includes(key)) found.push(key)
  }
  return found.length > 0 && /^[\s,・/とand&]*$/.test(rest) ? found : undefined
}

const kanjiDigits = '〇一二三四五六七八九'

function numberMeant(text: string, units: string[]): number | undefined {
  // Keyboards offer half a dozen dashes; all of them are meant as a minus here.
  let plain = text
    .normalize('NFKC')
    .replace(/[,、\s]/g, '')
    .replace(/^[‐-―−ー]/, '-')
  for (const unit of [...units, '個', '回', '人', '名', '円', '歳', '才', '点']) {
    if (plain.endsWith(unit)) plain = plain.slice(0, -unit.length)
  }
  if (/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain)) return Number(plain)
  return /^[〇一二三四五六七八九十]{1,3}$/.test(plain) ? kanjiNumber(plain) : undefined
}

/** 三, 十, 二十五: what people write in kanji without thinking. */
function kanjiNumber(text: string): number | undefined {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (char: string | undefined) => (char ? kanjiDigits.indexOf(char) : 0)
  if ((tens ?? '').length > 1 || (ones ?? '').length > 1) return undefined
  return (text.includes('十') ? (tens ? digit(tens) : 1) * 10 : 0) + digit(ones)
}

function ratingMeant(text: string): number | undefined {
  const stars = text.match(/[★⭐]/gu)
  if (stars && text.replace(/★|☆|⭐|\uFE0F|\s/gu, '') === '') return stars.length
  return numberMeant(text, ['つ', 'てん'])
}

/** First years of the eras, minus one, so that 令和8 is 2018 + 8. */
const eras: Record<string, number> = {
  令和: 2018,
  r: 2018,
  平成: 1988,
  h: 1988,
  昭和: 1925,
  s: 1925,
  大正: 1911,
  t: 1911,
  明治: 1867,
  m: 1867,
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

function dateMeant(text: string, today: string): string | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\s/g, '').replaceAll('元年', '1年')
  const offset = wordsForDays[plain]
  if (offset !== undefined)
    return new Date(Date.parse(`${today}T00:00:00Z`) + offset * dayMs).toISOString().slice(0, 10)
  const eight = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (eight) return iso(eight[1], eight[2], eight[3])
  const full = /^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain)
  if (full) return iso(full[1], full[2], full[3])
  const era = /^(令和|平成|昭和|大正|明治|[rhstm])(\d{1,2})[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain)
  if (era) return iso(String(eras[era[1]!]! + Number(era[2])), era[3], era[4])
  const short = /^(\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain)
  return short ? nearestYear(short[1]!, short[2]!, today) : undefined
}

/** A day without its year: the one that lies nearest to today. */
function nearestYear(month: string, day: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4))
  const now = Date.parse(`${today}T00:00:00Z`)
  return [year - 1, year, year + 1]
    .map((one) => iso(String(one), month, day))
    .toSorted((a, b) => Math.abs(Date.parse(`${a}T00:00:00Z`) - now) - Math.abs(Date.parse(`${b}T00:00:00Z`) - now))[0]
}

const iso = (year?: string, month?: string, day?: string) =>
  `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
