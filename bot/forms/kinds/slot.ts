import { momentText } from '../../slots/slot-text.ts'
import type { AnswerParts, QuestionOf, Texts } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { bad, good, type Checked } from './problem.ts'

const parts = ['slot', 'start', 'end', 'title', 'titleEn', 'waiting'] as const
const idLengthMax = 100

/** A slot chosen by its id, or with its words as they were stored; the server looks it up and takes the place. */
function checkSlot(_: QuestionOf<'slot'>, value: unknown): Checked {
  const given = typeof value === 'string' ? { slot: value } : value
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return bad({ code: 'choose_one' })
  const known: AnswerParts = {}
  for (const part of parts) {
    const text = (given as Record<string, unknown>)[part]
    if (typeof text === 'string' && text !== '') known[part] = text
  }
  const id = known['slot']
  return id === undefined || id.length > idLengthMax ? bad({ code: 'choose_one' }) : good(known)
}

/** Since when it is too late, or that giving it up is for the company to do; and whom to ask. */
function fixedWords(ja: string, en: string, since: number | null): Texts & { en: string } {
  if (since === null)
    return {
      ja: `恐れ入りますが、ご予約の${ja}をここで取り消すことはできません。取り消しをご希望のときは、トークでお知らせください`,
      en: `Sorry, ${en.toLowerCase()} cannot be cancelled here. If you cannot come, please tell us in the chat`,
    }
  const when = momentText(since)
  return {
    ja: `恐れ入りますが、ご予約の${ja}を変更できるのは${when.ja}まででした。変更をご希望のときは、トークでお知らせください`,
    en: `Sorry, ${en.toLowerCase()} could be changed until ${when.en}. If you need a change, please tell us in the chat`,
  }
}

/** The kind with places, in a chunk of its own. */
export const slotKind = {
  judges: { slot: { empty: () => bad({ code: 'choose_one' }), check: checkSlot } },
  words: {
    slot_full: () => ({
      ja: '申し訳ありません。この枠は満席になりました。ほかの枠を選んでください',
      en: 'Sorry, this one has just become full. Please choose another',
    }),
    slot_gone: () => ({
      ja: '申し訳ありません。この枠は受付を終了しました。ほかの枠を選んでください',
      en: 'Sorry, this one is no longer available. Please choose another',
    }),
    slot_short: ({ left, unit }) => ({
      ja: `申し訳ありません。この枠の残りは${left}${unit}分です。ほかの枠を選ぶか、${unit === '名' || unit === '人' ? '人数' : '数'}を減らしてください`,
      en: `Sorry, there ${left === 1 ? 'is 1 place' : `are ${left} places`} left in this one. Please choose another, or come with fewer`,
    }),
    slot_fixed: ({ since }) => fixedWords('枠', 'The time you booked', since),
    seats_fixed: ({ since }) => fixedWords('人数', 'How many places you booked', since),
  },
} satisfies Kinds
