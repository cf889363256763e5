import type { AnswerParts, Answers, Begun, FormDefinition } from './contract.ts'
import { askedQuestions } from './flow.ts'
import { addressLine } from './kinds/address-line.ts'
import { comparable } from './kinds/comparable.ts'
import { mainText } from './main-text.ts'
import { under } from './under.ts'

/** A direct identifier as `customer_contacts` keeps it: as given, and as it is compared. */
export interface ContactIn {
  kind: 'name' | 'kana' | 'email' | 'phone' | 'birthday' | 'postcode' | 'address'
  value: string
  normalised: string
}

/** The contacts in the answers to questions marked so (`contact: true`) that are on the person's way. */
export function contactsIn(definition: FormDefinition, answers: Answers, begun: Begun = {}): ContactIn[] {
  return askedQuestions(definition, answers, begun).flatMap((question) => {
    const value = under(answers, question.key)
    if (!('contact' in question) || !question.contact) return []
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    switch (question.kind) {
      case 'name':
        return nameContacts(value)
      case 'address':
        return addressContacts(value)
      default:
        return [{ kind: question.kind, value: value['given'] ?? '', normalised: mainText(value) }]
    }
  })
}

function nameContacts(parts: AnswerParts): ContactIn[] {
  const { whole, family = '', given = '', wholeKana, familyKana, givenKana = '' } = parts
  const kana = wholeKana ?? (familyKana !== undefined ? `${familyKana} ${givenKana}` : undefined)
  return [
    { kind: 'name', value: whole ?? `${family} ${given}`, normalised: mainText(parts) },
    ...(kana ? [{ kind: 'kana' as const, value: kana, normalised: comparable(kana) }] : []),
  ]
}

function addressContacts(parts: AnswerParts): ContactIn[] {
  const { postcode } = parts
  return [
    ...(postcode && /^\d{7}$/.test(postcode)
      ? [{ kind: 'postcode' as const, value: postcode, normalised: postcode }]
      : []),
    { kind: 'address', value: addressLine(parts), normalised: mainText(parts) },
  ]
}
