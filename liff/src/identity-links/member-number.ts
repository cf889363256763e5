import type { Texts } from '../../../bot/forms/contract.ts'
import type { MemberLogin } from '../../../bot/identity-links/contract.ts'

const memberNumber: Texts = { ja: '会員番号', en: 'Member no.' }

/** How the company calls the number of a member: its own word, where that is what people log in with. */
export const memberNumberLabel = (login: MemberLogin | null): Texts =>
  login?.key === 'member_id' ? login.keyLabel : memberNumber
