import type { AnswerParts, QuestionOf } from '../contract.ts'
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
    slot_fixed: () => ({
      ja: '恐れ入りますが、ご予約の枠はここでは変更できません。変更をご希望のときは、お店までご連絡ください',
      en: 'Sorry, the time you booked cannot be changed here. If you need another one, please contact us',
    }),
  },
} satisfies Kinds
