import * as v from 'valibot'
import { memberLoginSettingsSchema, type MemberLoginSettings } from '../../../bot/accounts/member-login-contract.ts'
import type { MemberLogin } from '../../../bot/identity-links/contract.ts'
import { keyWords, type Key, type Proof } from './member-login-words.ts'

/** Words while they are being written: English is empty where there is none. */
export interface DraftTexts {
  ja: string
  en: string
}

/** The member login while it is being written. */
export interface Draft {
  on: boolean
  key: Key
  keyLabel: DraftTexts
  keyHint: DraftTexts
  proof: Proof
  benefits: DraftTexts[]
  shared: DraftTexts[]
}

const written = ({ ja, en }: { ja: string; en?: string | undefined }): DraftTexts => ({ ja, en: en ?? '' })

/** What is set, to be changed; where nothing is set, something to begin with that says nothing for the company. */
export const draftOf = (login: MemberLogin | null): Draft =>
  login
    ? {
        on: true,
        key: login.key,
        keyLabel: written(login.keyLabel),
        keyHint: written(login.keyHint ?? { ja: '' }),
        proof: login.proof,
        benefits: login.benefits.map(written),
        shared: login.shared.map(written),
      }
    : {
        on: false,
        key: 'member_id',
        keyLabel: { ...keyWords.member_id },
        keyHint: { ja: '', en: '' },
        proof: 'birthday_phone',
        benefits: [{ ja: '', en: '' }],
        shared: [
          { ja: 'LINEの表示名とプロフィール画像', en: 'Your LINE name and picture' },
          {
            ja: 'このLINEアカウントがご本人のものであること',
            en: 'That this LINE account belongs to you',
          },
        ],
      }

const texts = ({ ja, en }: DraftTexts) => (en.trim() === '' ? { ja } : { ja, en })

/** As it is sent; an entry in which nothing was written is none. */
function toSend({ key, keyLabel, keyHint, proof, benefits, shared }: Draft) {
  const isWritten = ({ ja, en }: DraftTexts) => `${ja}${en}`.trim() !== ''
  return {
    ...{ key, proof, keyLabel: texts(keyLabel), benefits: benefits.map(texts), shared: shared.map(texts) },
    ...(isWritten(keyHint) ? { keyHint: texts(keyHint) } : {}),
  }
}

/** What can be sent, or the fields that do not fit, as the server names them: `keyLabel.ja`, `benefits.0.en`. */
export function checkDraft(draft: Draft): { settings: MemberLoginSettings | null; problems: string[] } {
  if (!draft.on) return { settings: null, problems: [] }
  const { success, output, issues } = v.safeParse(memberLoginSettingsSchema, toSend(draft))
  return success
    ? { settings: output, problems: [] }
    : { settings: null, problems: issues.map((issue) => v.getDotPath(issue) ?? '') }
}
