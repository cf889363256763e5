import { otherKey, otherLabel, otherMark, type Choice } from '../kinds/other.ts'
import { fold } from './fold.ts'
import { labelled, optionTextMax, optionsMeant } from './option.ts'

const otherStarts = /[：:、，,・/／と\s]+/gu

const otherEnds = /[：:、，,\s]+/gu

/** The last option by its name or its number: what stands before it, and the words of one's own behind it: その他：犬, その他 犬. */
function otherIn(question: Choice, text: string): { before: string; words: string; isTold: boolean } | undefined {
  if (!question.other || text.length > optionTextMax) return undefined
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
export function otherMeant(question: Choice, text: string): string | undefined {
  const found = otherIn(question, text)
  if (!found || found.before.trim() !== '') return undefined
  return found.words === '' ? otherKey : otherMark + found.words
}

/** The last option among others: コーヒー、その他：犬. What follows it is words of one's own unless it is options again. */
export function othersMeant(question: Choice, text: string): string[] | undefined {
  const found = otherIn(question, text)
  if (!found) return undefined
  const before = found.before.trim() === '' ? [] : optionsMeant(question.options, found.before)
  const after = found.words === '' ? [] : found.isTold ? undefined : optionsMeant(question.options, found.words)
  return before && [...before, ...(after ? [...after, otherKey] : [otherMark + found.words])]
}

/** Options, and one thing more that is none of them: 犬、亀. It is what the last option asks for, named or not. */
export function optionsAndWords(question: Choice, text: string): string[] | undefined {
  if (!question.other || text.length > optionTextMax) return undefined
  const parts = text.split(/[、，,\n]+/).map((part) => part.trim())
  const said = parts.filter((part) => part !== '').map((part) => ({ part, key: labelled(question.options, part) }))
  const own = said.filter(({ key }) => key === undefined).map(({ part }) => part)
  const keys = said.flatMap(({ key }) => key ?? [])
  return keys.length > 0 && own.length > 0 ? [...keys, otherMark + own.join('、')] : undefined
}
