import type { QuestionOf } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { placesOf } from './places.ts'
import { bad, good, type Checked } from './problem.ts'

/** @param value option keys, the first place first */
export function checkRanking(question: QuestionOf<'ranking'>, value: unknown): Checked {
  const limit = placesOf(question)
  if (!Array.isArray(value)) return bad({ code: 'places_open', limit })
  if (value.some((one) => !question.options.some(({ key }) => key === one))) return bad({ code: 'unknown_option' })
  const isTwice = new Set(value).size < value.length
  return isTwice || value.length !== limit ? bad({ code: 'places_open', limit }) : good(value as string[])
}

export const rankingKind = {
  judges: {
    ranking: { empty: (question) => bad({ code: 'places_open', limit: placesOf(question) }), check: checkRanking },
  },
  words: {
    places_open: ({ limit }) => ({
      ja: `1位から${limit}位までを1つずつ選んでください`,
      en: `Please choose one for each place from 1 to ${limit}`,
    }),
  },
} satisfies Kinds
