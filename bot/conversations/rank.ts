import { inLanguage, type Language, type QuestionOf } from '../forms/contract.ts'
import { placesOf } from '../forms/kinds/places.ts'
import type { Speech } from './contract.ts'
import { words } from './words.ts'

type Ranking = QuestionOf<'ranking'>
type Asked = Speech & { kind: 'question' }

/** The rest of the places where only one option is left for them. */
export function completed(question: Ranking, placed: string[]): string[] {
  const left = question.options.filter(({ key }) => !placed.includes(key))
  const open = placesOf(question) - placed.length
  return open === 1 && left.length === 1 ? [...placed, left[0]!.key] : placed
}

/**
 * What a button makes of the places: it names the place that it gives, so one in an old bubble gives that place anew, and
 * those after it are open again. Null when it is none of ours.
 */
export function placedBy(question: Ranking, placed: string[], value: string): string[] | null {
  const [, place, key = ''] = /^(\d{1,2})\.([a-z0-9_]+)$/.exec(value) ?? []
  const before = placed.slice(0, Number(place) - 1)
  const isKnown = question.options.some((option) => option.key === key)
  if (!isKnown || place === undefined || before.length !== Number(place) - 1 || before.includes(key)) return null
  return [...before, key]
}

/** The next place as buttons, after those that are given; typed numbers mean the options in their own order. */
export function rankButtons(
  question: Ranking,
  at: { run: string; version: number; question: string },
  { ticked: placed, language }: { ticked: string[]; language: Language },
): Pick<Asked, 'options' | 'body' | 'offered'> {
  const say = words(language)
  const next = placed.length + 1
  const numbered = question.options.map(({ key, label }, index) => ({
    key,
    label: `${index + 1}. ${inLanguage(label, language)}`,
    says: `${say.place(next)} ${inLanguage(label, language)}`,
  }))
  const given = placed.map((key, index) => {
    const option = question.options.find((one) => one.key === key)
    return `${say.place(index + 1)} ${option ? inLanguage(option.label, language) : key}`
  })
  return {
    body: [...given, say.whichPlace(next)].join('\n'),
    // The numbers before the labels are those of the options, not of this list.
    offered: true,
    options: numbered
      .filter(({ key }) => !placed.includes(key))
      .map(({ key, label, says }) => ({
        ...{ label, says, ticked: false },
        tap: { act: 'tick', ...at, value: `${next}.${key}` },
      })),
  }
}
