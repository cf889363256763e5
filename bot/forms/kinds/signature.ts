import type { QuestionOf } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { bad, good, type Checked } from './problem.ts'

const unsigned = () => bad({ code: 'not_signed' })

/** @param value the id of the picture's upload, alone in a list; whether it exists and belongs there is looked up by the server */
export function checkSignature(_: QuestionOf<'signature'>, value: unknown): Checked {
  const [id, ...more] = Array.isArray(value) ? (value as unknown[]) : []
  return typeof id === 'string' && id !== '' && more.length === 0 ? good([id]) : unsigned()
}

export const signatureKind = {
  judges: {
    signature: { empty: unsigned, check: checkSignature },
  },
  words: {
    not_signed: () => ({
      ja: '枠の中に署名するか、お名前を入力してください',
      en: 'Please sign in the box, or enter your name',
    }),
  },
} satisfies Kinds
