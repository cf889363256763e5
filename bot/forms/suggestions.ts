import type { Contact } from '../customers/contacts.ts'
import type { Answers, AnswerParts, FormDefinition, Question } from './contract.ts'

/**
 * What may stand in fields that are still empty, because it is known: a linked member's own contacts, and LINE's
 * display name where a name is asked for in one box. A display name is not split into family and given name, nor put
 * beside a reading: it would be wrong more often than it helps. By question key; a question of which nothing is known is left out.
 */
export function suggestions(
  { questions }: Pick<FormDefinition, 'questions'>,
  contacts: Contact[],
  displayName: string | null,
): Answers {
  return Object.fromEntries(
    questions.flatMap((question): [string, AnswerParts][] => {
      const parts = suggested(question, contacts, displayName)
      return parts ? [[question.key, parts]] : []
    }),
  )
}

/** What may stand in the field of one question. */
export function suggested(question: Question, contacts: Contact[], displayName: string | null): AnswerParts | null {
  const known = new Map(contacts.map((contact) => [contact.kind, contact]))
  switch (question.kind) {
    case 'name':
      return suggestedName(question, known, displayName)
    case 'email':
    case 'phone':
    case 'birthday': {
      const contact = question.contact ? known.get(question.kind) : undefined
      const meant = { email: 'email', phone: 'e164', birthday: 'date' } as const
      return contact ? { given: contact.value, [meant[question.kind]]: contact.normalised } : null
    }
    default:
      return null
  }
}

function suggestedName(
  { whole, kana, contact }: Question & { kind: 'name' },
  known: Map<Contact['kind'], Contact>,
  displayName: string | null,
): AnswerParts | null {
  const name = contact ? known.get('name')?.value : undefined
  const reading = contact && kana ? known.get('kana')?.value : undefined
  if (whole) {
    const one = name ?? displayName?.trim()
    return one ? { whole: one, ...(reading ? { wholeKana: reading } : {}) } : null
  }
  const [family, given] = inTwo(name)
  if (!family || !given) return null
  const [familyKana, givenKana] = inTwo(reading)
  return { family, given, ...(familyKana && givenKana ? { familyKana, givenKana } : {}) }
}

/** Family and given name where a space parts them; nothing where one would have to guess. */
function inTwo(text: string | undefined): string[] {
  const parts = text?.trim().split(/\s+/) ?? []
  return parts.length === 2 ? parts : []
}
